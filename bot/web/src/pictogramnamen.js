// De pictogrammen van Lucide (ISC) die de chat zelf nodig heeft. Die van thema's, groepen en stappen staan in
// knowledge/ en komen later, met dist/pictogrammen.json. build.mjs leest deze lijst.
export const PICTOGRAMMEN = [
  "phone", "mail", "message-square", "globe", "map-pin", "clock", "copy", "download", "calendar", "volume-1", "square", "x",
  "menu", "log-out", "arrow-right", "check", "mic",
];
