// De tweede bundel van de chat: wat pas nodig is als iemand iets bewaart, laat voorlezen of wil praten.
export { bewaarContacten, bewaarMoment, bewaarTekst, printKaartje } from "./bewaren.js";
export { Luisteraar } from "./luisteren.js";
export { Voorlezer } from "./voorlezen.js";
