// Asks for the token, and trades it for a cookie.

import { h } from "./dom.js";

export function login(done) {
  const failed = h("p", { class: "bad-text", role: "alert" });
  async function submit(event) {
    event.preventDefault();
    const token = event.target.elements.token.value;
    const response = await fetch("api/login", { method: "POST", body: JSON.stringify({ token }) });
    if (response.ok) done();
    else failed.textContent = (await response.json()).error;
  }
  return h("section", { class: "narrow" },
      h("h1", { tabindex: "-1" }, "flowlens"),
      h("p", {}, "This console asks for its token. Whoever started it has it."),
      h("form", { class: "card stack", onsubmit: submit },
          h("label", { for: "token" }, "Token"),
          h("input", { id: "token", name: "token", type: "password", autocomplete: "current-password", required: true }),
          failed,
          h("button", { class: "primary" }, "Open the console")));
}
