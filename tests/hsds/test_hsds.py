"""HSDS 3.0: valid by the official schemas, nothing lost that has a place, nothing for staff, and robust against any input."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Set, Tuple

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.export.hsds import make_hsds
from bot.export.hsds_lezen import NODIG, GeenHsds, read_hsds
from bot.export.hsds_uren import as_hours, as_schedules
from bot.export.hsds_verslag import lost_fields, plain_fields
from bot.knowledge.catalog import Catalog
from bot.knowledge.hours import DAGEN, parse_hours
from bot.knowledge.schema import Instelling

SCHEMAS = Path(__file__).resolve().parent / "schema"
BASIS = "https://raw.githubusercontent.com/openreferral/specification/refs/heads/3.2/schema/"
SCHOLEN = ("voorbeeld-mbo", "voorbeeld-hogeschool", "voorbeeld-vakschool")
DAG = date(2026, 11, 24)
ZONDER_PLAATS = {"snel_weg", "fictief", "gesloten", "momenten", "crisis", "crisis_contact"}
ZONDER_PLAATS_CONTACT = {"kaart", "geslacht", "intern"}
# Came in 3.1 (changelog of the specification): not in the schemas of 3.0. schema/README.md tells which file is of which version.
NA_3_0 = {"attribute": {"label"}, "service_at_location": {"service_areas"}}
# In 3.0 and not after it: nothing. What 3.0 asks, and which words it allows, the later files ask and allow too.
VERPLICHT_3_0 = {
    "address": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "attribute": {"id"}, "language": {"id"}, "location": {"id", "location_type"}, "schedule": {"id"}, "service_area": {"id"},
    "service_at_location": {"id"},
}
KEUZES_3_0 = {
    ("address", "address_type"): {"physical", "postal", "virtual"},
    ("location", "location_type"): {"physical", "postal", "virtual"},
    ("schedule", "wkst"): {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}, ("schedule", "freq"): {"WEEKLY", "MONTHLY"},
}
LEGE_MAP: Dict[str, Any] = {}
UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
formaten = jsonschema.FormatChecker()


@formaten.checks("uuid")
def _is_uuid(waarde: object) -> bool:
    return not isinstance(waarde, str) or bool(UUID.match(waarde))


@formaten.checks("uri")
def _is_uri(waarde: object) -> bool:
    return not isinstance(waarde, str) or bool(re.match(r"^https?://[^\s/]+\S*$", waarde))


@pytest.fixture(scope="module")
def schemas() -> Dict[str, Any]:
    return {pad.stem: json.loads(pad.read_text("utf-8")) for pad in SCHEMAS.glob("*.json")}


@pytest.fixture(params=SCHOLEN)
def id_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def model(id_: str, catalog: Catalog) -> Instelling:
    return catalog.instellingen[id_]


@pytest.fixture
def pagina(id_: str, model: Instelling, catalog: Catalog) -> Dict[str, Any]:
    return json.loads(json.dumps(make_hsds(id_, model, catalog, DAG)))  # type: ignore[no-any-return]


def errors(dienst: Any, schemas: Dict[str, Any]) -> List[str]:
    """What the official schema of a service finds wrong."""
    oplosser = jsonschema.RefResolver(BASIS, schemas["service"], {BASIS + f"{naam}.json": s for naam, s in schemas.items()})
    toets = jsonschema.Draft202012Validator(schemas["service"], resolver=oplosser, format_checker=formaten)
    return [f"{'/'.join(map(str, f.absolute_path))}: {f.message}" for f in toets.iter_errors(dienst)]


# ── valid ──


def test_every_service_is_valid_by_the_official_schemas(pagina: Dict[str, Any], schemas: Dict[str, Any]) -> None:
    assert pagina["contents"] and pagina["total_items"] == pagina["size"] == len(pagina["contents"])
    assert [fout for dienst in pagina["contents"] for fout in errors(dienst, schemas)] == []


@pytest.mark.parametrize(("pad", "waarde"), [
    (("status",), "open"), (("id",), "geen-uuid"), (("name",), None), (("url",), "geen adres"),
    (("contacts", 0, "phones", 0, "number"), 112), (("organization", "description"), None),
    (("service_at_locations", 0, "location", "location_type"), "gebouw"), (("schedules", 0, "freq"), "DAILY"),
    (("service_at_locations", 0, "location", "addresses", 0, "address_type"), "huis"),
    (("attributes", 0, "taxonomy_term", "id"), "x"), (("organization", "metadata", 0, "updated_by"), None),
])
def test_the_schemas_find_a_planted_mistake(
    pad: Tuple[Any, ...], waarde: Any, catalog: Catalog, schemas: Dict[str, Any]
) -> None:
    contents = make_hsds("voorbeeld-mbo", catalog.instellingen["voorbeeld-mbo"], catalog, DAG)["contents"]
    dienst = copy.deepcopy(next(d for d in contents if d["contacts"][0].get("phones") and d["service_at_locations"]))
    plek = dienst
    for deel in pad[:-1]:
        plek = plek[deel]
    plek[pad[-1]] = waarde
    assert errors(dienst, schemas)


def _unknown(waarde: Any, schema: Dict[str, Any], schemas: Dict[str, Any], pad: str) -> Iterator[str]:
    for sleutel, w in waarde.items():
        over = schema["properties"].get(sleutel)
        if over is None:
            yield f"{pad}.{sleutel}"
            continue
        naam = over.get("$ref") or over.get("items", LEGE_MAP).get("$ref")
        for deel in (w if isinstance(w, list) else [w]) if naam else []:
            yield from _unknown(deel, schemas[naam.removesuffix(".json")], schemas, f"{pad}.{sleutel}")


def test_no_field_is_our_own_invention(pagina: Dict[str, Any], schemas: Dict[str, Any]) -> None:
    """The schemas allow unknown fields; other systems do not understand them."""
    onbekend = {f for d in pagina["contents"] for f in _unknown(d, schemas["service"], schemas, "service")}
    assert onbekend == set()
    assert "service.kleur" in set(_unknown({"kleur": 1}, schemas["service"], schemas, "service"))


def as_published(schemas: Dict[str, Any]) -> Dict[str, Any]:
    """The schemas as 3.0 has them: without the later fields."""
    oud = copy.deepcopy(schemas)
    for naam, velden in NA_3_0.items():
        for veld in velden:
            del oud[naam]["properties"][veld]
    return oud


def without_uuid_of_others(schemas: Dict[str, Any]) -> Dict[str, Any]:
    """The loose reading: an id of another record is any text, as in the six files that are 3.0 to the letter."""
    los = copy.deepcopy(schemas)
    for schema in los.values():
        for veld, inhoud in schema["properties"].items():
            if veld.endswith("_id"):
                inhoud.pop("format", None)
    return los


@pytest.mark.parametrize("lezing", [as_published, without_uuid_of_others])
def test_every_service_is_valid_by_3_0_as_it_was_published(
    lezing: Callable[[Dict[str, Any]], Dict[str, Any]], pagina: Dict[str, Any], schemas: Dict[str, Any]
) -> None:
    oud = lezing(schemas)
    assert [fout for dienst in pagina["contents"] for fout in errors(dienst, oud)] == []
    assert {f for d in pagina["contents"] for f in _unknown(d, oud["service"], oud, "service")} == set()


def test_the_later_files_ask_and_allow_what_3_0_does(schemas: Dict[str, Any]) -> None:
    assert {naam: set(schemas[naam]["required"]) for naam in VERPLICHT_3_0} == VERPLICHT_3_0
    keuzes = {(n, v): set(i["enum"]) for n in VERPLICHT_3_0 for v, i in schemas[n]["properties"].items() if "enum" in i}
    assert keuzes == KEUZES_3_0


def test_a_field_of_after_3_0_is_seen(schemas: Dict[str, Any]) -> None:
    dienst = {"service_at_locations": [{"id": "x", "service_areas": []}], "attributes": [{"label": "x"}]}
    gevonden = set(_unknown(dienst, schemas["service"], as_published(schemas), "service"))
    assert gevonden == {"service.service_at_locations.service_areas", "service.attributes.label"}


def _ids(waarde: Any) -> Iterator[Tuple[str, str]]:
    """(id, what it is the id of) of every object."""
    if isinstance(waarde, dict):
        if "id" in waarde:
            yield waarde["id"], json.dumps(waarde, sort_keys=True)
        for w in waarde.values():
            yield from _ids(w)
    elif isinstance(waarde, list):
        for w in waarde:
            yield from _ids(w)


def test_an_id_stands_for_one_thing_and_stays_the_same(
    id_: str, model: Instelling, pagina: Dict[str, Any], catalog: Catalog
) -> None:
    gezien: Dict[str, Set[str]] = {}
    for sleutel, inhoud in _ids(pagina):
        gezien.setdefault(sleutel, set()).add(inhoud)
    assert len(gezien) > 20 and {k for k, inhoud in gezien.items() if len(inhoud) > 1} == set()
    assert make_hsds(id_, model, catalog, date(2026, 12, 1)) == pagina


# ── round trip ──


def test_what_comes_back_is_the_file_without_what_has_no_place(
    model: Instelling, pagina: Dict[str, Any], catalog: Catalog
) -> None:
    terug = read_hsds(pagina, catalog)
    assert (terug.ontbreekt, terug.overgeslagen) == ([], [])
    verwacht = {k: v for k, v in plain_fields(model, catalog).items() if k not in ZONDER_PLAATS}
    verwacht["contacten"] = [
        {k: v for k, v in c.items() if k not in ZONDER_PLAATS_CONTACT} for c in verwacht["contacten"] if not c.get("intern")]
    gebruikt = {c["loket"] for c in verwacht["contacten"]}
    verwacht["loketnamen"] = {k: v for k, v in verwacht.get("loketnamen", {}).items() if k in gebruikt}
    assert terug.waarden == {k: v for k, v in verwacht.items() if v}


def test_the_report_names_everything_that_is_left_out(id_: str, model: Instelling, catalog: Catalog) -> None:
    verloren = lost_fields(id_, model, catalog, DAG)
    gewoon = plain_fields(model, catalog)
    verwacht = {k for k in ZONDER_PLAATS if k in gewoon}
    assert {v.split(".")[0] for v, _ in verloren if not v.startswith(("contacten", "loketnamen"))} == verwacht
    contact = {(n, k) for n, c in enumerate(gewoon["contacten"], 1) for k in ZONDER_PLAATS_CONTACT
               if k in c and (k == "intern" or not c.get("intern"))}
    gemeld = {(int(v.split(".")[1]), v.split(".")[2]) for v, _ in verloren if v.startswith("contacten")}
    assert gemeld == contact and contact


def test_staff_only_contacts_and_crisis_steps_are_not_exported(catalog: Catalog) -> None:
    model = catalog.instellingen["voorbeeld-mbo"]
    tekst = json.dumps(make_hsds("voorbeeld-mbo", model, catalog, DAG), ensure_ascii=False)
    intern = [c for c in model.contacten if c.intern]
    assert intern and model.crisis_contact
    for woord in (*(c.naam for c in intern), *(c.telefoon for c in intern), model.crisis_contact.telefoon, model.crisis[0]):
        assert str(woord) not in tekst


def test_a_contact_that_was_not_reviewed_for_a_year_is_inactive(catalog: Catalog) -> None:
    model = catalog.instellingen["voorbeeld-mbo"]
    diensten = make_hsds("voorbeeld-mbo", model, catalog, date(2027, 9, 20))["contents"]
    staat = {(d["assured_date"] <= "2026-09-20", d["status"]) for d in diensten}
    assert staat == {(True, "inactive"), (False, "active")}


def test_a_regional_service_is_not_of_the_school(catalog: Catalog) -> None:
    diensten = make_hsds("voorbeeld-mbo", catalog.instellingen["voorbeeld-mbo"], catalog, DAG)["contents"]
    namen = {d["contacts"][0]["name"]: d["organization"]["name"] for d in diensten}
    assert namen["Wijkteam Noord"] == "Wijkteam Noord" and namen["Meryem Kaya"] == "Voorbeeld MBO"


# ── hours ──

_uur = st.integers(0, 1438).map(lambda m: f"{m // 60:02d}:{m % 60:02d}")
_blok = st.tuples(_uur, _uur).filter(lambda b: b[0] < b[1]).map("-".join)
_dagen = st.lists(st.sampled_from(DAGEN), min_size=1, max_size=7, unique=True).map(",".join)
_open = st.lists(st.tuples(_dagen, _blok).map(" ".join), min_size=1, max_size=4).map("; ".join)


@given(_open)
@settings(max_examples=200, deadline=None)
def test_hours_come_back_with_and_without_our_own_words(open_: str) -> None:
    rijen = as_schedules(open_)
    assert as_hours(rijen) == open_
    kaal = as_hours([{k: v for k, v in r.items() if k != "description"} for r in rijen])
    assert kaal is not None
    assert set(parse_hours(kaal).blokken) == set(parse_hours(open_).blokken)


@pytest.mark.parametrize(("rijen", "open_"), [
    ([{"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00:00", "closes_at": "17:00+01:00"}], "ma-vr 09:00-17:00"),
    ([{"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00", "closes_at": "12:00", "description": "elke dag"}],
     "ma,wo 09:00-12:00"),
    ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00", "description": "di 09:00-12:00"}],
     "ma 09:00-12:00"),
    ([{"freq": "MONTHLY", "byday": "2MO", "opens_at": "09:00", "closes_at": "12:00"}], None),
    ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00Z", "closes_at": "12:00Z"}], None),
    ([{"freq": "WEEKLY", "byday": "MO", "interval": 2, "opens_at": "09:00", "closes_at": "12:00"}], None),
    ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "17:00", "closes_at": "09:00"}], None),
    ([{"freq": "WEEKLY", "opens_at": "09:00"}], None), ([], None),
])
def test_hours_of_others_are_read_or_refused_but_never_guessed(rijen: List[Dict[str, Any]], open_: Any) -> None:
    assert as_hours(rijen) == open_


# ── of others ──

ANDER = {
    "id": "1", "name": "Vertrouwenspersoon", "status": "active", "email": "v@school.example", "assured_date": "2026-10-01",
    "phones": [{"id": "p", "number": "085 000 00 41"}],
    "organization": {"id": "o", "name": "School Elders", "description": "Een school", "website": "https://www.elders.example"},
}


def test_a_service_of_another_system_is_found_by_its_name(catalog: Catalog) -> None:
    gelezen = read_hsds([ANDER, {"id": "2", "name": "Zwemles", "status": "active"}], catalog, {"onderwijs": "mbo"})
    assert gelezen.waarden["contacten"] == [{
        "loket": "vertrouwenspersoon", "naam": "Vertrouwenspersoon", "telefoon": "085 000 00 41", "email": "v@school.example",
        "gecontroleerd_op": "2026-10-01"}]
    assert gelezen.overgeslagen == ["Zwemles"]
    assert set(gelezen.ontbreekt) == set(NODIG) - {"naam", "website", "onderwijs"}


def test_a_service_that_stopped_is_left_out(catalog: Catalog) -> None:
    assert read_hsds([{**ANDER, "status": "defunct"}], catalog).overgeslagen == ["Vertrouwenspersoon"]


@pytest.mark.parametrize(
    "inhoud", [None, 3, "tekst", [], {}, [1], [{}], {"contents": []}, {"contents": "x"}, [{"id": 1}]], ids=repr)
def test_what_is_no_hsds_is_refused(inhoud: Any, catalog: Catalog) -> None:
    with pytest.raises(GeenHsds):
        read_hsds(inhoud, catalog)


ROMMEL = st.sampled_from([None, 0, True, "", "x", "\x00\n", [], {}, [None], [{}], {"id": 5}, [[]], 1e308])


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_change_in_the_data_is_read_without_a_crash(data: st.DataObject, catalog: Catalog) -> None:
    """Whatever comes in, the outcome is text, lists and mappings."""
    pagina = make_hsds("voorbeeld-vakschool", catalog.instellingen["voorbeeld-vakschool"], catalog, DAG)
    pagina = json.loads(json.dumps(pagina))
    plek: Any = pagina
    for _ in range(data.draw(st.integers(0, 7))):
        sleutels = list(plek) if isinstance(plek, dict) else list(range(len(plek)))
        sleutel = data.draw(st.sampled_from(sleutels))
        if not isinstance(plek[sleutel], (dict, list)) or not plek[sleutel]:
            break
        plek = plek[sleutel]
    plek[data.draw(st.sampled_from(list(plek) if isinstance(plek, dict) else list(range(len(plek)))))] = data.draw(ROMMEL)
    try:
        waarden = read_hsds(pagina, catalog).waarden
    except GeenHsds:
        return
    assert _only_plain(waarden)


def _only_plain(waarde: Any) -> bool:
    if isinstance(waarde, dict):
        return all(isinstance(k, str) and _only_plain(w) for k, w in waarde.items())
    return all(_only_plain(w) for w in waarde) if isinstance(waarde, list) else isinstance(waarde, str)
