// Het gesprek: wat er gezegd is, wat er onderweg is, wat er misging. Kent geen beeld; de schermen luisteren mee.
import { leesAntwoord, veiligeTekst } from "./antwoord.js";
import { claimMetGeduld, uuid } from "./opslag.js";

const BEGROETING = "hoi";
const MAX_BEWAARD = 60;
// Een gewoon antwoord komt eerder dan KORT: dan knippert er niets en hoort een schermlezer alleen het antwoord.
const KORT = 400;
const LANG = 5_000;

export class Gesprek {
  /** @param over {instelling, locatie, rol}: wat het portaal van de student weet; gaat met elk bericht mee. */
  constructor(verkeer, opslag, over) {
    this.verkeer = verkeer;
    this.opslag = opslag;
    this.over = over;
    this.luisteraars = new Set();
    this.stand = { beurten: [], bezig: false, wacht: 0, fout: null, maat: 1, levend: false };
    this.afzender = null;
    this.volgnummer = 0;
  }

  luister(doe) {
    this.luisteraars.add(doe);
    return () => this.luisteraars.delete(doe);
  }

  zet(wijziging) {
    this.stand = { ...this.stand, ...wijziging };
    this.luisteraars.forEach((doe) => doe(this.stand));
  }

  bewaar() {
    const { beurten, maat } = this.stand;
    this.opslag.bewaar({ afzender: this.afzender, beurten: beurten.slice(-MAX_BEWAARD), maat });
  }

  /** Haalt het gesprek van dit tabblad terug; een gekopieerd tabblad begint leeg. */
  async hervat() {
    const bewaard = this.opslag.lees();
    if (!bewaard?.afzender) return;
    if (!(await claimMetGeduld(bewaard.afzender))) {
      this.opslag.wis();
      return;
    }
    this.afzender = bewaard.afzender;
    this.volgnummer = Math.max(0, ...bewaard.beurten.map((b) => b.id));
    this.zet({ beurten: bewaard.beurten, maat: bewaard.maat ?? 1 });
  }

  /** Bij openen: alleen in een leeg gesprek vraagt de bot als eerste wat er is. */
  async begroet() {
    if (!this.stand.beurten.length && !this.stand.bezig) await this.stuur(BEGROETING, { stil: true });
  }

  typ(tekst) {
    const bericht = veiligeTekst(tekst);
    if (!bericht || this.stand.bezig) return false;
    this.voegToe({ van: "ik", tekst: bericht });
    this.stuur(bericht);
    return true;
  }

  /** De gekozen knop blijft staan, als de tekstballon van de student: zo houdt hij de focus. */
  kies(beurtId, berichtNr, knopNr) {
    if (this.stand.bezig) return;
    const beurt = this.stand.beurten.find((b) => b.id === beurtId);
    const knop = beurt?.berichten[berichtNr]?.knoppen[knopNr];
    if (!knop || beurt.gekozen) return;
    const gekozen = { ...beurt, gekozen: [berichtNr, knopNr] };
    this.zet({ beurten: this.stand.beurten.map((b) => (b.id === beurtId ? gekozen : b)) });
    this.stuur(knop.bericht);
  }

  voegToe(beurt) {
    this.volgnummer += 1;
    this.zet({ beurten: [...this.stand.beurten, { id: this.volgnummer, ...beurt }] });
  }

  /** `nummer`: van dit bericht; wie het opnieuw stuurt, geeft hetzelfde mee, zodat het één keer telt. */
  async stuur(bericht, { stil = false, nummer = uuid() } = {}) {
    // Vanaf nu is elke nieuwe regel nieuws; een teruggehaald gesprek leest een schermlezer niet nog eens voor.
    this.zet({ bezig: true, wacht: 0, fout: null, levend: true });
    const poging = {};
    this.poging = poging;
    const wacht = (stap) => this.poging === poging && this.stand.bezig && this.zet({ wacht: stap });
    const klokken = [setTimeout(wacht, KORT, 1), setTimeout(wacht, LANG, 2)];
    try {
      const lijst = await this.stelVraag(bericht, nummer);
      if (this.poging !== poging) return;
      this.ontvang(leesAntwoord(lijst));
    } catch {
      if (this.poging === poging) this.zet({ bezig: false, fout: { bericht, stil, nummer } });
    } finally {
      klokken.forEach(clearTimeout);
      if (this.poging === poging) this.bewaar();
    }
  }

  async stelVraag(bericht, nummer) {
    const over = { ...this.over, bericht: nummer };
    if (!this.afzender) await this.nieuweAfzender();
    try {
      return await this.verkeer.vraag(this.afzender, bericht, over);
    } catch (fout) {
      // De server kent deze afzender niet (meer): één keer met een nieuwe.
      if (fout.status !== 400 && fout.status !== 403) throw fout;
      await this.nieuweAfzender();
      return this.verkeer.vraag(this.afzender, bericht, over);
    }
  }

  async nieuweAfzender() {
    this.afzender = await this.verkeer.afzender();
    await claimMetGeduld(this.afzender);
  }

  ontvang(berichten) {
    const gewist = berichten.some((b) => b.kaart?.soort === "gewist");
    if (gewist) {
      this.opslag.wis();
      this.afzender = null;
      this.stand = { ...this.stand, beurten: [] };
    }
    this.zet({ bezig: false });
    this.voegToe({ van: "bot", berichten });
  }

  opnieuw() {
    const { fout } = this.stand;
    if (fout) this.stuur(fout.bericht, { stil: fout.stil, nummer: fout.nummer });
  }

  /** Wist hier meteen, ook als de server weg is; de server wist met hetzelfde verzoek. */
  wis(bericht) {
    this.opslag.wis();
    this.zet({ beurten: [], fout: null });
    this.stuur(bericht, { stil: true });
  }

  maat(verschil) {
    this.zet({ maat: Math.min(4, Math.max(0, this.stand.maat + verschil)) });
    if (this.afzender) this.bewaar();
  }
}
