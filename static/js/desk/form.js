// Comfort for editors; every form works without it.
import { autosave } from "./autosave.js";
import { count } from "./counters.js";
import { leadToFaults } from "./faults.js";
import { findSources } from "./find-source.js";
import { followRows } from "./headings.js";
import { keepOneLine } from "./lines.js";
import { preview } from "./preview.js";
import { workRows } from "./rows.js";

const form = document.querySelector(".desk-form")?.closest("form");
if (form) {
  leadToFaults();
  workRows(form);
  keepOneLine(form);
  count(form);
  followRows(form);
  findSources(form);
  autosave(form);
  preview(form);
}
