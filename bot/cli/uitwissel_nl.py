"""Every Dutch text of ``loketwijzer export`` and ``loketwijzer importeer``."""

from __future__ import annotations

ONBEKEND = "De instelling '{id}' bestaat niet. Kies uit: {keuzes}."
MAP_VOL = "In de map {map} staan andere bestanden. Er is niets geschreven. Kies een lege map met --naar."
NIET_GESCHREVEN = "In {pad} kan niet worden geschreven. Kies een andere plek met --naar."
SITE_KLAAR = "{aantal} bestanden staan in {map}. Begin bij {begin}."
