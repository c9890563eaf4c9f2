"""The German Länder, and what stands for all of them."""

from collections.abc import Mapping
from types import MappingProxyType

LAENDER_BY_KEY: Mapping[str, str] = MappingProxyType(
    {
        "01": "Schleswig-Holstein",
        "02": "Hamburg",
        "03": "Niedersachsen",
        "04": "Bremen",
        "05": "Nordrhein-Westfalen",
        "06": "Hessen",
        "07": "Rheinland-Pfalz",
        "08": "Baden-Württemberg",
        "09": "Bayern",
        "10": "Saarland",
        "11": "Berlin",
        "12": "Brandenburg",
        "13": "Mecklenburg-Vorpommern",
        "14": "Sachsen",
        "15": "Sachsen-Anhalt",
        "16": "Thüringen",
    }
)
"""The Land by the first two digits of an official municipality key (AGS)."""
LAENDER = tuple(sorted(LAENDER_BY_KEY.values()))
COUNTRIES: Mapping[str, str] = MappingProxyType(
    {
        "Österreich": "AT",
        "Schweiz": "CH",
        "Liechtenstein": "LI",
        "Luxemburg": "LU",
        "Belgien": "BE",
        "Niederlande": "NL",
        "Dänemark": "DK",
        "Polen": "PL",
        "Tschechien": "CZ",
        "Frankreich": "FR",
        "Italien": "IT",
    }
)
"""Other countries from which a case may come, with their two letters (ISO 3166)."""
NATIONWIDE = ("Bund", "EU", "allgemein")
"""Where a rule holds that is no matter of one Land: federal law, law of the European Union, or no law at all."""
REGIONS = (*LAENDER, "Deutschland")
"""What an anonymous case may say about where it happened."""
