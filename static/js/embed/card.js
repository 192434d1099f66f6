// <alteram-card src="https://…/embed/topics/…">: a card as high as its content.
//
// What stands within the element, a link and a summary, is shown until the card has answered,
// and stays where it cannot: without script, or where a policy forbids the frame.
const SITE = new URL(import.meta.url).origin;
const LOWEST = 120;
const HIGHEST = 3000;

/** The address of a card of this site, or null: an element never frames anything else. */
function cardAddress(text) {
  try {
    const address = new URL(text ?? "", document.baseURI);
    return address.origin === SITE && address.pathname.startsWith("/embed/") ? address.href : null;
  } catch {
    return null;
  }
}

/** A sandboxed frame; it asks for a height of its own by one message. */
function makeFrame(address, title) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.setAttribute("loading", "lazy");
  frame.setAttribute("frameborder", "0");
  frame.setAttribute("width", "100%");
  frame.setAttribute("height", "1");
  frame.title = title;
  frame.style.display = "block";
  frame.style.maxWidth = "700px";
  frame.style.opacity = "0"; // what a policy forbids would leave a line of its own
  frame.src = address;
  return frame;
}

class AlteramCard extends HTMLElement {
  static observedAttributes = ["src"];

  #frame = null;
  #listen = (event) => this.#follow(event);

  connectedCallback() {
    window.addEventListener("message", this.#listen);
    this.#show();
  }

  disconnectedCallback() {
    window.removeEventListener("message", this.#listen);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#show();
  }

  #show() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const address = cardAddress(this.getAttribute("src"));
    const fallback = document.createElement("slot");
    this.style.display = "block";
    this.#frame = address && makeFrame(address, this.querySelector("a")?.textContent ?? "Alteram");
    root.replaceChildren(fallback, ...(this.#frame ? [this.#frame] : []));
  }

  // A sandboxed frame has no origin of its own: who speaks is told by its window alone.
  #follow(event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow) return;
    const height = event.data?.alteramHeight;
    if (!Number.isInteger(height)) return;
    this.#frame.height = String(Math.min(HIGHEST, Math.max(LOWEST, height)));
    this.#frame.style.opacity = "";
    this.shadowRoot.querySelector("slot")?.remove();
  }
}

if (!customElements.get("alteram-card")) customElements.define("alteram-card", AlteramCard);
