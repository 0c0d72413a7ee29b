"""Tables. What is never stored here: a message, a sender, a name of a student, an address, a time of a visit.

``instelling`` and ``contact`` are the checked catalogue; ``telling`` holds anonymous totals per week.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, MetaData, String, Table, Text, text
from sqlalchemy.engine import Connection, Engine

metadata = MetaData()
SLOTNUMMER = 113_112  # any number, as long as every replica has the same

# One row: which version of the knowledge is in force, and why the last one was refused, if it was.
sync_stand = Table(
    "sync_stand", metadata,
    Column("id", Integer, primary_key=True),
    Column("versie", String(64), nullable=False),
    Column("geweigerd", Text, nullable=False, default=""),
)

instelling = Table(
    "instelling", metadata,
    Column("id", String(80), primary_key=True),
    Column("naam", String(200), nullable=False),
    Column("onderwijs", String(3), nullable=False),
    Column("regio", String(10), nullable=False),
    Column("gegevens", JSON, nullable=False),
)

contact = Table(
    "contact", metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("instelling", String(80), nullable=False),
    Column("loket", String(80), nullable=False),
    Column("volgorde", Integer, nullable=False),
    Column("naam", String(200), nullable=False),
    Column("locaties", JSON, nullable=False),
    Column("telefoon", String(40)),
    Column("email", String(200)),
    Column("whatsapp", String(40)),
    Column("website", String(400)),
    Column("waar", String(400)),
    Column("kaart", String(400)),
    Column("open", String(400)),
    Column("talen", JSON, nullable=False),
    Column("geslacht", String(10)),
    Column("intern", Boolean, nullable=False),
    Column("gecontroleerd_op", Date, nullable=False),
    Index("contact_per_school", "instelling", "loket"),
)

telling = Table(
    "telling", metadata,
    Column("week", String(8), primary_key=True),
    Column("instelling", String(80), primary_key=True),
    Column("soort", String(40), primary_key=True),
    Column("thema", String(80), primary_key=True),
    Column("loket", String(80), primary_key=True),
    Column("waarde", String(40), primary_key=True),
    Column("aantal", Integer, nullable=False),
)

# Which messages were counted, so that one that is sent again counts once. A digest; no conversation can be read from it.
telling_gezien = Table(
    "telling_gezien", metadata,
    Column("sleutel", String(32), primary_key=True),
    Column("dag", Date, nullable=False),
    Index("telling_gezien_dag", "dag"),
)


def create_tables(engine: Engine) -> None:
    with engine.begin() as verbinding:
        alone(verbinding)
        metadata.create_all(verbinding)


def alone(verbinding: Connection) -> None:
    """Until the end of this transaction no other replica makes tables or changes the catalogue (PostgreSQL only:
    an SQLite file has one writer anyway)."""
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:nummer)"), {"nummer": SLOTNUMMER})
