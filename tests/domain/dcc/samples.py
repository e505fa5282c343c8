"""Certificates of our own writing, in the manner of several versions of the DCC."""

from textwrap import dedent

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def certificate_xml(
    results: str = "",
    *,
    version: str = "3.3.0",
    core: str = "",
    administrative: str = "",
    measurement: str = "",
) -> bytes:
    """A certificate of a sphygmomanometer; the parts given are put in place."""
    return (
        HEAD
        + f"""<dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc"
 xmlns:si="https://ptb.de/si" schemaVersion="{version}">
<dcc:administrativeData>
 <dcc:coreData>
  <dcc:countryCodeISO3166_1>ID</dcc:countryCodeISO3166_1>
  <dcc:usedLangCodeISO639_1>id</dcc:usedLangCodeISO639_1>
  <dcc:usedLangCodeISO639_1>en</dcc:usedLangCodeISO639_1>
  <dcc:mandatoryLangCodeISO639_1>id</dcc:mandatoryLangCodeISO639_1>
  <dcc:uniqueIdentifier>S-0042/2026</dcc:uniqueIdentifier>
  {core}
  <dcc:beginPerformanceDate>2026-03-02</dcc:beginPerformanceDate>
  <dcc:endPerformanceDate>2026-03-03</dcc:endPerformanceDate>
  <dcc:performanceLocation>laboratory</dcc:performanceLocation>
 </dcc:coreData>
 <dcc:items>
  <dcc:item>
   <dcc:name><dcc:content lang="en">Blood pressure monitor</dcc:content>
    <dcc:content lang="id">Tensimeter digital</dcc:content></dcc:name>
   <dcc:manufacturer><dcc:name><dcc:content>PT Uji</dcc:content></dcc:name>
   </dcc:manufacturer>
   <dcc:model>TD-1</dcc:model>
   <dcc:identifications>
    <dcc:identification><dcc:issuer>manufacturer</dcc:issuer>
     <dcc:value>SN-7</dcc:value></dcc:identification>
   </dcc:identifications>
  </dcc:item>
 </dcc:items>
 <dcc:calibrationLaboratory>
  <dcc:calibrationLaboratoryCode>LK-999-IDN</dcc:calibrationLaboratoryCode>
  <dcc:contact><dcc:name><dcc:content>Lab Uji</dcc:content></dcc:name>
   <dcc:location><dcc:street>Jalan Mawar</dcc:street><dcc:streetNo>5</dcc:streetNo>
    <dcc:postCode>40111</dcc:postCode><dcc:city>Bandung</dcc:city>
    <dcc:countryCode>ID</dcc:countryCode></dcc:location></dcc:contact>
 </dcc:calibrationLaboratory>
 <dcc:respPersons>
  <dcc:respPerson><dcc:person><dcc:name><dcc:content>Ani</dcc:content></dcc:name>
   </dcc:person><dcc:role>Direktur</dcc:role>
   <dcc:mainSigner>true</dcc:mainSigner></dcc:respPerson>
 </dcc:respPersons>
 <dcc:customer><dcc:name><dcc:content>RS Uji</dcc:content></dcc:name></dcc:customer>
 {administrative}
</dcc:administrativeData>
<dcc:measurementResults>
 <dcc:measurementResult>
  <dcc:name><dcc:content>Kinerja</dcc:content></dcc:name>
  {measurement}
  <dcc:results>{results}</dcc:results>
 </dcc:measurementResult>
</dcc:measurementResults>
</dcc:digitalCalibrationCertificate>
"""
    ).encode()


def result(data: str, name: str = "Tekanan") -> str:
    return (
        f"<dcc:result><dcc:name><dcc:content>{name}</dcc:content></dcc:name>"
        f"<dcc:data>{data}</dcc:data></dcc:result>"
    )


def table(*quantities: str, metadata: str = "") -> str:
    wrapped = (
        f"<dcc:measurementMetaData>{metadata}</dcc:measurementMetaData>"
        if metadata
        else ""
    )
    return f"<dcc:list>{''.join(quantities)}{wrapped}</dcc:list>"


def quantity(
    numbers: str, *, kind: str = "", name: str = "", metadata: str = ""
) -> str:
    ref_type = f' refType="{kind}"' if kind else ""
    named = f"<dcc:name><dcc:content>{name}</dcc:content></dcc:name>" if name else ""
    wrapped = (
        f"<dcc:measurementMetaData>{metadata}</dcc:measurementMetaData>"
        if metadata
        else ""
    )
    return f"<dcc:quantity{ref_type}>{named}{numbers}{wrapped}</dcc:quantity>"


def real(value: str, unit: str = r"\mmHg", uncertainty: str = "") -> str:
    return (
        f"<si:real><si:value>{value}</si:value><si:unit>{unit}</si:unit>"
        f"{uncertainty}</si:real>"
    )


def xml_list(values: str, unit: str = r"\mmHg", uncertainty: str = "") -> str:
    return (
        f"<si:realListXMLList><si:valueXMLList>{values}</si:valueXMLList>"
        f"<si:unitXMLList>{unit}</si:unitXMLList>{uncertainty}</si:realListXMLList>"
    )


def hybrid(*alternatives: str) -> str:
    return f"<si:hybrid>{''.join(alternatives)}</si:hybrid>"


def expanded_unc(u95: str, k: str = "2") -> str:
    """As in SI 2.1 and before."""
    return (
        f"<si:expandedUnc><si:uncertainty>{u95}</si:uncertainty>"
        f"<si:coverageFactor>{k}</si:coverageFactor>"
        "<si:coverageProbability>0.95</si:coverageProbability></si:expandedUnc>"
    )


def expanded_unc_list(u95: str, k: str = "2") -> str:
    return (
        f"<si:expandedUncXMLList><si:uncertaintyXMLList>{u95}</si:uncertaintyXMLList>"
        f"<si:coverageFactorXMLList>{k}</si:coverageFactorXMLList>"
        "<si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList>"
        "</si:expandedUncXMLList>"
    )


def expanded_mu(u95: str, k: str = "2", probability: str = "0.95") -> str:
    """As in SI 2.2."""
    return (
        "<si:measurementUncertaintyUnivariate><si:expandedMU>"
        f"<si:valueExpandedMU>{u95}</si:valueExpandedMU>"
        f"<si:coverageFactor>{k}</si:coverageFactor>"
        f"<si:coverageProbability>{probability}</si:coverageProbability>"
        "</si:expandedMU></si:measurementUncertaintyUnivariate>"
    )


def expanded_mu_list(u95: str, k: str = "2") -> str:
    return (
        "<si:measurementUncertaintyUnivariateXMLList><si:expandedMUXMLList>"
        f"<si:valueExpandedMUXMLList>{u95}</si:valueExpandedMUXMLList>"
        f"<si:coverageFactorXMLList>{k}</si:coverageFactorXMLList>"
        "<si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList>"
        "</si:expandedMUXMLList></si:measurementUncertaintyUnivariateXMLList>"
    )


def metadata(body: str, kind: str = "basic_conformity") -> str:
    return f'<dcc:metaData refType="{kind}">{body}</dcc:metaData>'


def conformities(words: str) -> str:
    return f"<dcc:conformityXMLList>{words}</dcc:conformityXMLList>"


VERSION_2_4 = certificate_xml(
    result(
        table(
            quantity(
                "<si:realList><si:listUnit>\\mmHg</si:listUnit>"
                "<si:listUnivariateUnc>"
                + expanded_unc("0.8")
                + "</si:listUnivariateUnc>"
                "<si:real><si:value>100.5</si:value></si:real>"
                "<si:real><si:value>201.0</si:value></si:real></si:realList>",
                name="Messwert",
            ),
            quantity(
                "<si:list><si:realList><si:listUnit>\\mmHg</si:listUnit>"
                "<si:real><si:value>100</si:value></si:real>"
                "<si:real><si:value>200</si:value></si:real></si:realList></si:list>",
                name="Nennwert",
            ),
        )
    ),
    version="2.4.0",
)
VERSION_3_1 = certificate_xml(
    result(
        table(
            quantity(xml_list("100 200"), kind="basic_referenceValue"),
            quantity(xml_list("100.5 201.0"), kind="basic_measuredValue"),
            quantity(
                xml_list("0.5 1.0", uncertainty=expanded_unc_list("0.8 0.9")),
                kind="basic_measurementError",
            ),
        )
    ),
    version="3.1.2",
)
VERSION_3_2 = certificate_xml(
    result(
        table(
            quantity(xml_list("100 200"), kind="basic_nominalValue"),
            quantity(
                xml_list("100.5 201.0", uncertainty=expanded_unc_list("0.8", "2")),
                kind="basic_measuredValue",
            ),
        )
    ),
    version="3.2.1",
)
VERSION_3_3 = certificate_xml(
    result(
        table(
            quantity(xml_list("100 200"), kind="basic_nominalValue"),
            quantity(
                xml_list(
                    "100.5 201.0", uncertainty=expanded_mu_list("0.8 0.9", "2 2.1")
                ),
                kind="basic_measuredValue",
            ),
        )
    ),
)


UNREAD_ERROR = certificate_xml(
    result(
        table(
            quantity(xml_list("100 200"), kind="basic_referenceValue"),
            quantity(xml_list("100.5 201.0"), kind="basic_measuredValue"),
            quantity(
                xml_list("0.5 0.5", r"\percent"),
                kind="basic_measurementError",
                name="Kesalahan relatif",
            ),
            metadata=metadata(conformities("pass pass")),
        )
    )
)
"""Two points found to conform by an error that is a share, for which a point of the
catalogue has no place."""


def bomb() -> bytes:
    """Nested entities that would expand to some 10 GB."""
    entities = '<!ENTITY e0 "tensimeter">'
    for level in range(1, 10):
        entities += f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">'
    return dedent(f"""\
        <?xml version="1.0"?>
        <!DOCTYPE dcc [{entities}]>
        <dcc>&e9;</dcc>
        """).encode()
