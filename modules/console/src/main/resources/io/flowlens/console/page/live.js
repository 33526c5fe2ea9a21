// Asks the server, and hears from it when something changed.

/** The server wants its token. */
export class Denied extends Error {}

/** The server does not answer. */
export class Silent extends Error {}

/** The server says why it has no answer. */
export class Refused extends Error {}

/** The answer of the API, or an error that says what it says. */
export async function ask(path) {
  const response = await fetch(path).catch((failure) => {
    throw new Silent(failure.message);
  });
  if (response.status === 401) throw new Denied();
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error);
  return body;
}

/**
 * Server-sent events; the browser comes back by itself after a break.
 * `changed` gets the versions of what there is, `alert` an alert that fires or ends, `state` whether we are connected.
 */
export function listen({ changed, alert, state }) {
  const events = new EventSource("api/events");
  events.addEventListener("hello", () => state(true));
  events.addEventListener("changed", (event) => changed(JSON.parse(event.data)));
  events.addEventListener("alert", (event) => alert(JSON.parse(event.data)));
  events.onerror = () => {
    state(false);
    // After an answer that is no stream (too many pages, a token that ran out) it would not come back.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({ changed, alert, state }), 5000);
    }
  };
  return events;
}
