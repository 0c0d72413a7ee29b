// Het gesprek blijft alleen in dit tabblad, hooguit 30 minuten. Is opslag verboden, dan alleen in het geheugen.
const SLEUTEL = "loketwijzer.v1";
const MAX_LEEFTIJD = 30 * 60e3;

export class TabOpslag {
  geheugen = null;

  lees() {
    try {
      const bewaard = JSON.parse(sessionStorage.getItem(SLEUTEL) || "null");
      if (bewaard && Date.now() - bewaard.op < MAX_LEEFTIJD) return bewaard;
      sessionStorage.removeItem(SLEUTEL);
    } catch {
      // alle cookies geblokkeerd geeft een SecurityError
    }
    return this.geheugen;
  }

  bewaar(stand) {
    this.geheugen = { ...stand, op: Date.now() };
    try {
      sessionStorage.setItem(SLEUTEL, JSON.stringify(this.geheugen));
    } catch {
      // dan alleen in het geheugen
    }
  }

  wis() {
    this.geheugen = null;
    try {
      sessionStorage.removeItem(SLEUTEL);
    } catch {
      // niets bewaard, dus niets te wissen
    }
  }
}

/**
 * sessionStorage wordt meegekopieerd bij window.open en 'tabblad dupliceren'. Wie het slot van dit gesprek niet
 * krijgt, is een kopie en begint leeg.
 */
export function claim(id) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((klaar) => {
    navigator.locks
      .request(`loketwijzer-${id}`, { ifAvailable: true }, (slot) => {
        klaar(Boolean(slot));
        return slot ? new Promise(() => {}) : null;
      })
      .catch(() => klaar(true));
  });
}

/** Bij herladen kan de oude pagina het slot nog heel even hebben. */
export async function claimMetGeduld(id) {
  for (const wachten of [0, 120, 300]) {
    if (wachten) await new Promise((verder) => setTimeout(verder, wachten));
    if (await claim(id)) return true;
  }
  return false;
}

/** crypto.randomUUID bestaat alleen op https; dit werkt overal en is even willekeurig. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
