// De mentorpagina /mentor/<instelling>: een thema zoeken of kiezen, en dan de hele route op één A4.
import { render } from "preact";
import { dagen, kaart, mentor } from "../../teksten.nl.json";
import { gebruik } from "../teksten.js";
import { Mentorpagina } from "./pagina.js";
import { Routes } from "./routes.js";

gebruik({ dagen, kaart, mentor });

const [, voorvoegsel, instelling] = /^(.*\/)mentor\/([^/]+)\/?$/.exec(location.pathname) ?? [, "/", ""];

/** Het portaal kan een bewijs meegeven achter #token=. Het gaat uit de adresbalk, en nooit naar een log of een link. */
function neemBewijs() {
  const bewijs = new URLSearchParams(location.hash.slice(1)).get("token");
  if (bewijs !== null) history.replaceState(null, "", location.pathname + location.search);
  return bewijs;
}

const routes = new Routes(new URL(voorvoegsel, location.origin).href, decodeURIComponent(instelling), neemBewijs());
render(<Mentorpagina routes={routes} neemBewijs={neemBewijs} />, document.getElementById("mentor"));
