"""The parts of the DCC 3.3.0 schema that the catalogue writes, to check its files.

For each element its children in order: "!" must be there once, "+" at least once, "?"
may be there once, "*" any number of times. Children in a set may come in any order.
"""

from lxml import etree

DCC = "{https://ptb.de/dcc}"
SI = "{https://ptb.de/si}"

CONTACT = "name! eMail? phone? fax? link? location! descriptionData?"
LOOSE_CONTACT = "name! eMail? phone? fax? link? location? descriptionData?"
STATEMENT = (
    "name? description? countryCodeISO3166_1* convention? traceable? norm* reference* "
    "link* declaration? valid? date? period? respAuthority? conformity? "
    "conformityXMLList? data? nonSIDefinition? nonSIUnit? location?"
)
CHILDREN = {
    "digitalCalibrationCertificate": "administrativeData! measurementResults!",
    "administrativeData": "dccSoftware! refTypeDefinitions? coreData! items! "
    "calibrationLaboratory! respPersons! customer! statements?",
    "dccSoftware": "software+",
    "software": "name! release! type? description?",
    "coreData": "countryCodeISO3166_1! usedLangCodeISO639_1+ "
    "mandatoryLangCodeISO639_1+ uniqueIdentifier! identifications? receiptDate? "
    "beginPerformanceDate! endPerformanceDate! performanceLocation! issueDate?",
    "identifications": "identification+",
    "identification": "issuer! value! name?",
    "items": "name? equipmentClass* description? owner? manufacturer? "
    "identifications? item+",
    "item": "name! equipmentClass* description? owner? installedSoftwares? "
    "manufacturer? model? identifications! itemQuantities? subItems?",
    "equipmentClass": "reference! classID! link?",
    "calibrationLaboratory": "calibrationLaboratoryCode? contact!",
    "contact": CONTACT,
    "customer": CONTACT,
    "manufacturer": LOOSE_CONTACT,
    "person": LOOSE_CONTACT,
    "respPersons": "respPerson+",
    "respPerson": "person! description? role? mainSigner?",
    "statements": "statement+",
    "statement": STATEMENT,
    "metaData": STATEMENT,
    "measurementResults": "usedMethods? usedSoftware? measuringEquipments? "
    "influenceConditions? measurementMetaData? measurementResult+",
    "measurementResult": "name! description? usedMethods? usedSoftware? "
    "measuringEquipments? influenceConditions? results! measurementMetaData?",
    "measuringEquipments": "measuringEquipment+",
    "measuringEquipment": "name! equipmentClass* description? certificate? "
    "manufacturer? model? identifications?",
    "influenceConditions": "influenceCondition+",
    "influenceCondition": "name! description? status? certificate? data!",
    "results": "result+",
    "result": "name! description? data!",
    "list": "name? description? quantity+ measurementMetaData?",
    "measurementMetaData": "metaData+",
    "quantity": "name? description? noQuantity? real?",
    "name": "content+",
    "declaration": "content+",
    "further": "content+",
    "noQuantity": "content+",
    "real": "value! unit! measurementUncertaintyUnivariate?",
    "measurementUncertaintyUnivariate": "expandedMU!",
    "expandedMU": "valueExpandedMU! coverageFactor! coverageProbability!",
}
MAY_BE_EMPTY = {"content"}
OF_SI = {
    "real",
    "value",
    "unit",
    "measurementUncertaintyUnivariate",
    "expandedMU",
    "valueExpandedMU",
    "coverageFactor",
    "coverageProbability",
}


def faults_of(content: bytes) -> list[str]:
    """Where the file leaves the order or omits what the schema demands."""
    root = etree.fromstring(content)
    faults = []
    for element in root.iter():
        name = etree.QName(element).localname
        faults += _faults_of_order(element, name)
        if len(element) == 0 and name not in MAY_BE_EMPTY and not element.text:
            faults.append(f"{name} is empty")
        in_si = element.tag == SI + name
        if in_si != (name in OF_SI and not _is_of_dcc(element)):
            faults.append(f"{name} is in the wrong namespace")
    return faults


def _is_of_dcc(element) -> bool:
    """An identification has a value of its own, outside the digital SI."""
    return element.getparent() is not None and element.getparent().tag == (
        DCC + "identification"
    )


def _faults_of_order(element, name: str) -> list[str]:
    expected = [(one[:-1], one[-1]) for one in CHILDREN.get(name, "").split()]
    if not expected:
        return []
    found = [etree.QName(child).localname for child in element]
    known = [child for child, _count in expected]
    faults = [f"{name} holds {child}" for child in found if child not in known]
    positions = [known.index(child) for child in found if child in known]
    if positions != sorted(positions):
        faults.append(f"{name} is out of order: {found}")
    for child, count in expected:
        number = found.count(child)
        if (count in "!+" and not number) or (count in "!?" and number > 1):
            faults.append(f"{name} has {number} {child}")
    return faults
