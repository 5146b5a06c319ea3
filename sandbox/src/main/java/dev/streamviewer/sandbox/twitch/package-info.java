/**
 * A stand-in for Twitch: OAuth, Helix, EventSub over webhooks, WebSockets and conduits, and the
 * embedded player and chat.
 *
 * <p>It serves {@code /oauth2/*}, {@code /helix/*}, {@code /player} and {@code /embed/*}, takes
 * WebSockets in at {@code /eventsub/ws}, and posts signed messages to the callbacks that were
 * subscribed. All state is confined to the event loop of the verticle that starts it. Status codes,
 * bodies and headers follow dev.twitch.tv; where Twitch leaves a choice, the stricter reading is
 * taken.
 */
package dev.streamviewer.sandbox.twitch;
