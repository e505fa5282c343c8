"""Where the public can look up what an issuer has granted."""

from dataclasses import dataclass

from certificates.kinds import CertificateKind


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """An issuer's register that is open to everyone."""

    name: str
    url: str


INFOALKES = PublicRegister("Infoalkes Kemenkes", "https://infoalkes.kemkes.go.id")
TKDN = PublicRegister("TKDN Kemenperin", "https://tkdn.kemenperin.go.id")
HALAL = PublicRegister("BPJPH", "https://bpjph.halal.go.id")
KAN = PublicRegister("KAN", "https://kan.or.id")

PUBLIC_REGISTERS = {
    CertificateKind.LICENCE: INFOALKES,
    CertificateKind.TKDN: TKDN,
    CertificateKind.HALAL: HALAL,
    CertificateKind.SNI: KAN,
    CertificateKind.TEST_REPORT: KAN,
    CertificateKind.ACCREDITATION: KAN,
    CertificateKind.CALIBRATION: KAN,
}
"""Issuers of the other kinds have no register that is open to everyone."""
