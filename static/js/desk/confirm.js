// Whether the citations of a position still carry its statement is asked once its words are not
// the published ones, and again whenever they change.
import { named } from "./rows.js";
import { say, words } from "./words.js";

export function askToConfirm(form, asked, unconfirmed) {
  for (const box of form.querySelectorAll('[name="confirm"]')) {
    const place = box.closest(".f-confirm");
    const [open, was] = [unconfirmed.includes(box.value), !place.hidden && !box.checked];
    place.hidden = !asked.includes(box.value);
    // What was ticked was ticked for other words.
    if (open || place.hidden) box.checked = false;
    if (open && !was) say(words("confirm", named(box.closest("[data-row]"))));
  }
}
