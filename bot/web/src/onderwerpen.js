// Welk pictogram bij welk thema, welke groep en welke stap hoort. Komt uit knowledge/, via dist/pictogrammen.json.
import STAPPEN from "stappen";

let kennis = {};

export const zetOnderwerpen = (geladen) => (kennis = geladen);

export const padVan = (naam) => kennis.paden?.[naam];
export const voorThema = (id) => kennis.themas?.[id];
export const voorGroep = (nummer) => kennis.groepen?.[nummer];

/** De naam in het contract gaat voor; kent deze bouw die niet, dan telt het thema. */
export const voorKaart = (kaart) => (padVan(kaart.pictogram) ? kaart.pictogram : voorThema(kaart.thema));

export const voorKnop = (knop, kaart, nr) =>
  voorThema(kaart?.themas?.[nr]) ?? voorGroep(kaart?.groepen?.[nr]) ?? kennis.knoppen?.[knop.bericht];

/** [pictogram, naam] van een trede van de ladder, of niets. */
export const voorStap = (nummer) => STAPPEN[nummer] ?? [];
