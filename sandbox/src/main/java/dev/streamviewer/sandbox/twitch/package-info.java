/**
 * A stand-in for Twitch: OAuth, Helix, EventSub over webhooks, WebSockets and conduits, and the
 * embedded player and chat.
 *
 * <p>The server offers {@code /oauth2/*}, {@code /helix/*}, {@code /player} and {@code /embed/*},
 * accepts WebSockets at {@code /eventsub/ws}, and posts signed messages to subscribed callbacks.
 * All state is confined to the event loop of the verticle that starts the server. Status codes,
 * bodies and headers follow dev.twitch.tv. Where Twitch leaves a choice, the stricter reading
 * applies.
 */
package dev.streamviewer.sandbox.twitch;
