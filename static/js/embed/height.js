// In the frame: tells the page around it how high the card is, and nothing else.
// The body fills the frame, so that the height is that of the text and of the body's edges.
// Pages of anyone may hold the card, so that the message names no origin; it holds one number.
const card = document.querySelector("main");

function tell() {
  const edges = document.body.offsetHeight - document.body.clientHeight;
  window.parent.postMessage({ alteramHeight: Math.ceil(card.getBoundingClientRect().height + edges) }, "*");
}

if (window.parent !== window) {
  new ResizeObserver(tell).observe(card);
}
