"""A page as a tree: the standard library escapes every text, so no page builds HTML from strings."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Union
from xml.etree.ElementTree import Element, tostring

# Characters that may not stand in a document at all, such as a bell.
_KAN_NIET = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
Kind = Union[str, Element]

STIJL = """
:root { color-scheme: light dark; --rand: #6b7280; --fout: #a3122b; --let-op: #7a4b00; --vlak: #f3f4f6; --link: #0b4f9e;
  --blad: #ffffff; --inkt: #111827; }
@media (prefers-color-scheme: dark) {
  :root { --rand: #9ca3af; --fout: #ff9aa8; --let-op: #ffd479; --vlak: #1f2937; --link: #9ecbff;
    --blad: #111827; --inkt: #f3f4f6; }
}
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 62rem;
  background: var(--blad); color: var(--inkt); }
html { background: var(--blad); }
a { color: var(--link); }
section, article { margin-block: 1.5rem; }
article { border: 1px solid var(--rand); border-left-width: .5rem; border-radius: .25rem; padding: .5rem 1rem; }
.fout { border-left-color: var(--fout); } .waarschuwing { border-left-color: var(--let-op); }
.fout h3 { color: var(--fout); } .waarschuwing h3 { color: var(--let-op); }
article h3, article h4 { margin: 0; font-size: 1rem; }
article p { margin: .4rem 0; }
pre { background: var(--vlak); padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.klein { font-size: .875rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding-block: .5rem; }
th, td { border: 1px solid var(--rand); padding: .25rem .5rem; text-align: left; vertical-align: top; }
.schuif { overflow-x: auto; }
q { font-style: italic; }
.kaartjes { list-style: none; margin: .4rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
.kaartjes li { border: 1px solid var(--rand); border-radius: .5rem; padding: .4rem .75rem; max-width: 22rem;
  background: var(--vlak); }
.kaartjes span { display: block; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%); }
  table, caption, tbody, tr, th, td { display: block; border: 0; padding-inline: 0; }
  tbody tr { border-top: 1px solid var(--rand); padding-block: .4rem; }
  td::before { content: attr(data-kop) ": "; font-size: .875rem; }
}
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media print { body { max-width: none; } article { break-inside: avoid; } }
"""


def el(soort: str, *kinderen: Kind, **kenmerken: str) -> Element:
    """One element. ``class_`` and ``for_`` lose their last sign; '_' becomes '-' in the others (aria_label)."""
    namen = {k.rstrip("_").replace("_", "-"): clean(v) for k, v in kenmerken.items()}
    uit = Element(soort, namen)
    for kind in kinderen:
        if isinstance(kind, Element):
            uit.append(kind)
        elif len(uit):
            uit[-1].tail = (uit[-1].tail or "") + clean(kind)
        else:
            uit.text = (uit.text or "") + clean(kind)
    return uit


def clean(tekst: str) -> str:
    return _KAN_NIET.sub("\ufffd", tekst)


def head(titel: str, *extra: Element) -> Element:
    return el("head", el("meta", charset="utf-8"), *extra,
              el("meta", name="viewport", content="width=device-width, initial-scale=1"),
              el("meta", name="referrer", content="no-referrer"), el("title", titel))


def policy(stijl: str = STIJL) -> str:
    """The content policy of a page with this one style inside."""
    som = base64.b64encode(hashlib.sha256(stijl.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{som}'; base-uri 'none'; form-action 'none'"


def page(titel: str, *inhoud: Kind, stijl: str = STIJL) -> str:
    """A whole page that asks nothing of anyone: one style inside, no script, a policy that forbids the rest."""
    kop = head(titel, el("meta", **{"http-equiv": "Content-Security-Policy", "content": policy(stijl)}), el("style", stijl))
    return as_html(el("html", kop, el("body", el("main", *inhoud)), lang="nl"))


def as_html(boom: Element) -> str:
    begin = "<!doctype html>\n" if boom.tag == "html" else ""
    return begin + str(tostring(boom, encoding="unicode", method="html")) + "\n"
