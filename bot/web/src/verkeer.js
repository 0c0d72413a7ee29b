// Al het verkeer met de server. Zelfde oorsprong, zonder cookies, zonder verwijzer, met een tijdslimiet.
import { uuid } from "./opslag.js";

const TIJDSLIMIET = 20_000;
const KORTE_LIMIET = 5_000;
// Bij te veel berichten antwoordt de server met een gewone lijst: een vriendelijke tekst en de hulpnummers.
const TE_SNEL = 429;
const OPTIES = { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };

async function haal(adres, opties = {}, limiet = KORTE_LIMIET, ookGoed = 200) {
  const afbreken = new AbortController();
  const klok = setTimeout(() => afbreken.abort(), limiet);
  try {
    const antwoord = await fetch(adres, { ...OPTIES, ...opties, signal: afbreken.signal });
    if (!antwoord.ok && antwoord.status !== ookGoed) throw Object.assign(new Error(`http ${antwoord.status}`), { status: antwoord.status });
    return await antwoord.json();
  } finally {
    clearTimeout(klok);
  }
}

export class Verkeer {
  constructor(basis, limiet = TIJDSLIMIET) {
    this.basis = basis;
    this.limiet = limiet;
  }

  adres(pad) {
    return new URL(pad, this.basis).href;
  }

  /** Iets wat fijn is om te hebben; zonder gaat het gesprek ook door. */
  async extra(pad) {
    try {
      return (await haal(this.adres(pad))) ?? {};
    } catch {
      return {};
    }
  }

  /** Een afzender die de server maakt; lukt dat niet, dan een eigen onraadbaar nummer. */
  async afzender() {
    const { sender } = await this.extra("chat/sender");
    return typeof sender === "string" && sender ? sender : uuid();
  }

  instelling(id) {
    return this.extra(`chat/instelling/${encodeURIComponent(id)}`);
  }

  onderwerpen() {
    return this.extra("web/pictogrammen.json");
  }

  /** Staat deze pagina er? Alleen te vragen aan de eigen oorsprong. */
  async bestaat(adres) {
    try {
      return (await fetch(adres, { ...OPTIES, method: "HEAD", signal: AbortSignal.timeout(KORTE_LIMIET) })).ok;
    } catch {
      return false;
    }
  }

  woorden() {
    return this.extra("chat/woorden");
  }

  /** Eén bericht naar de bot. Een lege lijst is bij Rasa een fout die geen fout heet. */
  async vraag(sender, message, metadata) {
    const lijst = await haal(
      this.adres("webhooks/rest/webhook"),
      {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ sender, message, metadata }),
      },
      this.limiet,
      TE_SNEL,
    );
    if (!Array.isArray(lijst) || !lijst.length) throw new Error("leeg antwoord");
    return lijst;
  }
}

export { haal };
