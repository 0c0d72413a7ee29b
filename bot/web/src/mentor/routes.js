// Haalt thema's en routes op. Zoekt in themanamen zonder op hoofdletters of accenten te letten.
import { haal } from "../verkeer.js";

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

const kaal = (tekst) => tekst.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

export class Routes {
  constructor(basis, instelling, bewijs) {
    this.basis = basis;
    this.instelling = instelling;
    this.bewijs = bewijs;
  }

  /** Voor onderwerpen.js: welk pictogram waarbij hoort. Zonder gaat de pagina ook. */
  onderwerpen() {
    return haal(new URL("web/pictogrammen.json", this.basis).href).catch(() => ({}));
  }

  async groepen() {
    const { groepen } = await haal(new URL("api/v1/themas", this.basis).href);
    return Array.isArray(groepen) ? groepen : [];
  }

  route(thema) {
    const pad = `${encodeURIComponent(this.instelling)}/${encodeURIComponent(thema)}`;
    if (this.bewijs === null) return haal(new URL(`api/v1/route/${pad}`, this.basis).href);
    // Wat nooit een bewijs kan zijn, gaat niet naar de server; de mentor leest hetzelfde als bij een 401.
    if (!JWT.test(this.bewijs)) return Promise.reject(Object.assign(new Error("geen bewijs"), { status: 401 }));
    return haal(new URL(`api/v1/medewerkers/route/${pad}`, this.basis).href, { headers: { Authorization: `Bearer ${this.bewijs}` } });
  }

  naam() {
    return haal(new URL(`chat/instelling/${encodeURIComponent(this.instelling)}`, this.basis).href)
      .then((school) => school.naam ?? "")
      .catch(() => "");
  }
}

/** Alle thema's waar elk woord van de zoekvraag in de naam, het id of de groep staat. */
export function zoek(groepen, vraag) {
  const woorden = kaal(vraag).split(/\s+/).filter(Boolean);
  return groepen
    .map((groep) => ({
      ...groep,
      themas: groep.themas.filter((thema) => {
        const tekst = kaal(`${thema.naam} ${thema.id} ${groep.naam}`);
        return woorden.every((woord) => tekst.includes(woord));
      }),
    }))
    .filter((groep) => groep.themas.length);
}
