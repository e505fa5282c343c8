"""The shapes in which LKPP's systems take products.

A profile is a pure function from the neutral record of a variant
(:class:`search.records.VariantRecord`) to the names of one system. It knows neither
Django nor where the record came from.
"""
