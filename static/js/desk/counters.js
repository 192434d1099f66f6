// How much is typed, beside what is allowed. The limits stand at the fields, from the model.
// Eyes see every step, of short fields only near the limit; screen readers are told only there,
// and once typing stops.
import { say, words } from "./words.js";

const COUNTED = "[data-longest], [data-most-words]";
const QUIET = 1000;
let telling;

export function count(form) {
  for (const field of form.querySelectorAll(COUNTED)) show(field);
  form.addEventListener("input", (event) => {
    if (!event.target.matches?.(COUNTED)) return;
    const near = show(event.target);
    clearTimeout(telling);
    if (near) telling = setTimeout(() => say(limitOf(event.target).textContent), QUIET);
  });
}

function limitOf(field) {
  return document.getElementById(`${field.id}-limit`);
}

// Write the count; whether it is close to a limit, or beyond it.
function show(field) {
  const typed = field.value.normalize("NFC").trim().split(/\s+/).filter(Boolean);
  const length = [...typed.join(" ")].length;
  const { fewestWords, mostWords, longest } = field.dataset;
  const limit = limitOf(field);
  if (!typed.length) return false;
  const tooLong = longest && length > Number(longest);
  const inWords = mostWords && !tooLong;
  const [size, most] = inWords ? [typed.length, Number(mostWords)] : [length, Number(longest)];
  const fewest = inWords ? Number(fewestWords) : 0;
  const sentence = fewest ? "wordsRange" : inWords ? "wordsOf" : "charactersOf";
  limit.textContent = words(sentence, { count: size, fewest, most });
  limit.classList.toggle("f-over", size > most || size < fewest);
  const near = size >= most * 0.9;
  if (near) limit.hidden = false;
  return near;
}
