// Een pictogram op naam: van de chat zelf, of van een onderwerp.
import SET from "iconen";
import { padVan } from "../onderwerpen.js";
import { Tekening } from "./tekening.js";

export const Pictogram = ({ naam }) => <Tekening pad={SET[naam] ?? padVan(naam)} />;
