"""Which Dutch model is in use: a swapped one is seen and refused; a wrong or unreachable download never slips in."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Iterator, Tuple

import pytest

from tests.conftest import WORTEL, load_script

NAAM, VERSIE = "nl_core_news_sm", "3.4.0"
WIEL = b"dit is het wiel dat de makers gaven"


# ── two real packages with one name ──


def _package(map_: Path, woord: str) -> Path:
    """A real spaCy package of the official name and version; ``woord`` is all that differs."""
    import spacy
    from spacy.lookups import Lookups

    lookups = Lookups()
    lookups.add_table("lemma_lookup", {"liep": woord})
    nlp = spacy.blank("nl")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    nlp.meta.update({"name": NAAM[3:], "version": VERSIE})
    pakket = map_ / NAAM
    pakket.mkdir(parents=True)
    nlp.to_disk(pakket / f"{NAAM}-{VERSIE}")
    (pakket / "meta.json").write_text(json.dumps(nlp.meta), "utf-8")
    (pakket / "__init__.py").write_text("", "utf-8")
    return pakket


@pytest.fixture
def pakketten(tmp_path: Path) -> Tuple[Path, Path]:
    return _package(tmp_path / "een", "lopen"), _package(tmp_path / "twee", "rennen")


@pytest.fixture
def fresh_identity() -> Iterator[Any]:
    """``identity`` with nothing remembered, and no package of that name imported."""
    from bot.nlu import spacy_identity

    eerder = sys.modules.pop(NAAM, None)
    spacy_identity.identity.cache_clear()
    yield spacy_identity.identity
    spacy_identity.identity.cache_clear()
    sys.modules.pop(NAAM, None)
    if eerder is not None:
        sys.modules[NAAM] = eerder


@pytest.mark.rasa
def test_same_name_and_version_but_another_content_is_another_identity(
    pakketten: Tuple[Path, Path], fresh_identity: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien = []
    for pakket in pakketten:
        sys.modules.pop(NAAM, None)
        fresh_identity.cache_clear()
        with monkeypatch.context() as m:
            m.syspath_prepend(str(pakket.parent))
            gezien.append(fresh_identity(NAAM))
    een, twee = gezien
    assert (een["name"], een["version"]) == (twee["name"], twee["version"]) == (NAAM, VERSIE)
    assert een["content"] != twee["content"]


@pytest.mark.rasa
def test_identity_of_a_folder_does_not_depend_on_its_place_or_on_caches(pakketten: Tuple[Path, Path], fresh_identity: Any,
                                                                         tmp_path: Path) -> None:
    import shutil

    bron = pakketten[0] / f"{NAAM}-{VERSIE}"
    kopie = tmp_path / "elders"
    shutil.copytree(bron, kopie)
    (kopie / "__pycache__").mkdir()
    (kopie / "__pycache__" / "x.pyc").write_bytes(b"1")
    assert fresh_identity(str(bron)) == fresh_identity(str(kopie))


@pytest.mark.rasa
def test_a_model_trained_with_one_is_not_served_with_the_other(
    pakketten: Tuple[Path, Path], fresh_identity: Any, tmp_path: Path
) -> None:
    tokenizer, een, twee = _tokenizer_parts(tmp_path, pakketten)
    opslag, resource, _ = een
    tokenizer.create(een[2], opslag, resource, None).train(None)
    assert tokenizer.load(een[2], opslag, resource, None) is not None
    from bot.nlu.tokenizer import OtherLanguageModel

    with pytest.raises(OtherLanguageModel) as fout:
        tokenizer.load(twee[2], opslag, resource, None)
    assert "make train" in str(fout.value) and NAAM in str(fout.value)
    assert tokenizer.fingerprint_addon(een[2]) != tokenizer.fingerprint_addon(twee[2])


def _tokenizer_parts(tmp_path: Path, pakketten: Tuple[Path, Path]) -> Tuple[Any, ...]:
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource

    from bot.nlu.tokenizer import DutchTokenizer

    (tmp_path / "opslag").mkdir()
    opslag, resource = LocalModelStorage(tmp_path / "opslag"), Resource("tokenizer")
    basis = {**DutchTokenizer.get_default_config(), "kennis": str(WORTEL / "knowledge")}
    configs = [{**basis, "spacy_model": str(p / f"{NAAM}-{VERSIE}")} for p in pakketten]
    return DutchTokenizer, (opslag, resource, configs[0]), (opslag, resource, configs[1])


@pytest.mark.rasa
@pytest.mark.parametrize("tekst, woorden", [("", [""]), ("hoi daar", ["hoi", "daar"])])
def test_an_empty_message_gives_one_token(pakketten: Tuple[Path, Path], tmp_path: Path, tekst: str, woorden: Any) -> None:
    import spacy
    from rasa.nlu.constants import SPACY_DOCS
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    tokenizer, (opslag, resource, config), _ = _tokenizer_parts(tmp_path, pakketten)
    deel = tokenizer.create(config, opslag, resource, None)
    bericht = Message.build(tekst)
    bericht.set(SPACY_DOCS[TEXT], spacy.load(config["spacy_model"])(tekst))
    assert [t.text for t in deel.tokenize(bericht, TEXT)] == woorden


# ── getting the official one ──


@pytest.fixture(scope="module")
def taalmodel() -> Any:
    return load_script("taalmodel")


class _Wiel(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(404 if "weg" in self.path else 200)
        self.end_headers()
        self.wfile.write(WIEL)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def adres() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Wiel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{NAAM}-{VERSIE}-py3-none-any.whl"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


SOM = hashlib.sha256(WIEL).hexdigest()


def test_the_right_file_is_kept_under_its_own_name(taalmodel: Any, adres: str, tmp_path: Path) -> None:
    doel = taalmodel.download(adres, SOM, tmp_path)
    assert doel.name == adres.rsplit("/", 1)[1] and doel.read_bytes() == WIEL


def test_a_wrong_hash_stops_and_leaves_nothing(taalmodel: Any, adres: str, tmp_path: Path) -> None:
    with pytest.raises(taalmodel.WrongHash):
        taalmodel.download(adres, "0" * 64, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kapot", ["http://127.0.0.1:9/x.whl", "http://bestaat-niet.invalid/x.whl", "weg"])
def test_an_address_that_cannot_be_reached_gives_none(taalmodel: Any, adres: str, kapot: str, tmp_path: Path) -> None:
    if kapot == "weg":
        kapot = adres.replace(NAAM, "weg")
    assert taalmodel.download(kapot, SOM, tmp_path) is None


def _declaration(tmp_path: Path, adres: str, som: str) -> Path:
    pad = tmp_path / "requirements-model.txt"
    pad.write_text(f"# het officiële model\n{NAAM} @ {adres}#sha256={som}\n", "utf-8")
    return pad


@pytest.fixture
def kale_machine(taalmodel: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Nothing is installed, and nothing is: what would be done is written down."""
    gedaan: dict[str, Any] = {}
    monkeypatch.setattr(taalmodel, "find_spec", lambda naam: None)
    monkeypatch.setattr(taalmodel, "install_wheel", lambda wiel: gedaan.update(wiel=wiel.name))
    monkeypatch.setattr(taalmodel, "build_fallback", lambda: gedaan.update(terugval=True))
    return gedaan


def test_the_official_model_is_taken_when_it_can_be_had(
    taalmodel: Any, kale_machine: dict[str, Any], adres: str, tmp_path: Path
) -> None:
    assert taalmodel.choose(False, _declaration(tmp_path, adres, SOM)) == taalmodel.OFFICIEEL
    assert kale_machine == {"wiel": adres.rsplit("/", 1)[1]}


def test_without_it_the_fallback_is_taken_and_said(
    taalmodel: Any, kale_machine: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    onbereikbaar = _declaration(tmp_path, "http://127.0.0.1:9/x.whl", SOM)
    assert taalmodel.choose(False, onbereikbaar) == taalmodel.TERUGVAL
    assert kale_machine == {"terugval": True}
    assert "terugval" in capsys.readouterr().out


def test_require_official_stops_instead(taalmodel: Any, kale_machine: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="--require-official"):
        taalmodel.choose(True, _declaration(tmp_path, "http://127.0.0.1:9/x.whl", SOM))
    assert kale_machine == {}


def test_a_wrong_hash_never_falls_back(taalmodel: Any, kale_machine: dict[str, Any], adres: str, tmp_path: Path) -> None:
    with pytest.raises(taalmodel.WrongHash):
        taalmodel.choose(False, _declaration(tmp_path, adres, "0" * 64))
    assert kale_machine == {}


def test_an_installed_official_model_is_used_without_any_download(
    taalmodel: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(taalmodel, "find_spec", lambda naam: naam == NAAM)
    monkeypatch.setattr(taalmodel, "download", lambda *_: pytest.fail("niets op te halen"))
    assert taalmodel.choose(True, _declaration(tmp_path, "http://127.0.0.1:9/x.whl", SOM)) == taalmodel.OFFICIEEL


def test_the_project_declares_exactly_one_version_that_fits(taalmodel: Any) -> None:
    adres, som = taalmodel.declared(WORTEL / "requirements-model.txt")
    assert adres.startswith("https://github.com/explosion/spacy-models/releases/download/nl_core_news_sm-3.4.")
    assert len(som) == 64 and set(som) <= set("0123456789abcdef")


def test_the_fallback_config_differs_in_the_name_only(taalmodel: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text((WORTEL / "config.yml").read_text("utf-8"), "utf-8")
    monkeypatch.setattr(taalmodel, "WORTEL", tmp_path)
    taalmodel.write_fallback_config()
    anders = (tmp_path / "var" / "config.fallback.yml").read_text("utf-8").splitlines()[1:]
    gewoon = (tmp_path / "config.yml").read_text("utf-8").splitlines()
    verschil = [(g, a) for g, a in zip(gewoon, anders) if g != a]
    assert len(anders) == len(gewoon) and len(verschil) == 2
    assert all(g.replace(NAAM, taalmodel.TERUGVAL) == a for g, a in verschil)
