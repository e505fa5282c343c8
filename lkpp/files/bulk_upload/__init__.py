"""Workbooks for INAPROC's bulk upload of products ("unggah massal").

The official template is not public. What is known of it (third parties quoting the
INAPROC guide): one file per category of the third level, whose identifier stands in
row 2; columns in the groups "Informasi Utama", "Informasi Lainnya" and "Dokumen";
names and descriptions of 10 to 100 characters; photos as public links to PNG files;
documents as links. Variants, wholesale prices, TKDN, SNI and brand cannot be given
there, and a price written 1.000 is read as 1. Labels are those of the form for alkes.

A variant becomes a row: it is ordered by itself. What cannot go is listed with the
reason, and so is what had to be shortened.
"""
