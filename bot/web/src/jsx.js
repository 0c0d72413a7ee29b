// build.mjs zet deze twee in elk bestand: zo is <div/> overal h("div").
export { Fragment, h } from "preact";
