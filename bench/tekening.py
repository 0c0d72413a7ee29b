"""The outcome of a measurement as one picture: four small bars per server, with the lowest and highest slice."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

VAKKEN = (("ms_een", "ms per bericht, 1 client"), ("per_s_acht", "berichten per seconde, 8 clients"),
          ("cpu_ms", "processor-ms per bericht"), ("mb", "geheugen van de server (MB)"))
KLEUR = {"stock": "#8a8a8a", "wij": "#1d5fa8", "wij-alles": "#7fa9d6", "echo": "#c7c7c7"}


def draw(uit: Dict[str, Any], pad: Path) -> None:
    """Write ``pad`` (PNG). ``uit``: as bench.meten.measure gives."""
    namen = [n for n in KLEUR if n in uit]
    figuur, vakken = plt.subplots(1, len(VAKKEN), figsize=(14, 3.6), constrained_layout=True)
    for vak, (veld, titel) in zip(vakken, VAKKEN):
        for i, naam in enumerate(namen):
            waarde = uit[naam][veld]
            midden, laag, hoog = (waarde[0],) * 3 if veld == "mb" else (waarde["midden"], waarde["laag"], waarde["hoog"])
            vak.bar(i, midden, color=KLEUR[naam], yerr=[[midden - laag], [hoog - midden]], capsize=4)
            vak.annotate(f"{midden:.1f}", (i, hoog), ha="center", va="bottom")
        vak.set_xticks(range(len(namen)), namen)
        vak.set_title(titel, fontsize=10)
        vak.spines[["top", "right"]].set_visible(False)
    figuur.savefig(pad, dpi=110)
    plt.close(figuur)
