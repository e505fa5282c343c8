"""What the catalogue marks in its own certificates, beside the refTypes of PTB.

A DCC may use refTypes of one's own (D-DCC, "refType"); other readers skip them. They
say what the schema has no place for, so that a certificate reads back as it was.
"""

POINT = "alkes_point"
OF_MEASURED_VALUE = "alkes_ofMeasuredValue"
PARAMETER_KEY = "alkes_parameterKey"
TOLERANCE = "alkes_tolerance"
DECISION_RULE = "alkes_decisionRule"
UNIT = "alkes_unit"
EXPANDED_UNCERTAINTY = "alkes_expandedUncertainty"
COVERAGE_FACTOR = "alkes_coverageFactor"
MAINS_VOLTAGE = "alkes_mainsVoltage"
ORDER_NUMBER = "alkes_orderNumber"
CERTIFICATE_NUMBER = "alkes_certificateNumber"
STANDARD_DUE = "alkes_standardDue"
TRACEABILITY = "alkes_traceability"
IDENTIFICATION = "alkes_identification"
RESULTS = "alkes_results"
NOT_STATED = "alkes_notStated"
"""On an element that the schema demands and the certificate does not state."""

SERIAL_NUMBER = "basic_serialNumber"
RECALIBRATION = "basic_recalibration"
CONFORMITY = "basic_conformity"
STANDARD = "basic_normalUsed"
"""These four are PTB's."""
