/**
 * A stand-in for a WebSub hub, at {@code POST /hub} of the Twitch server. The hub verifies requests
 * of subscribers, denies topics on request, signs content as Twitch's hub did until 2021, and lets
 * leases end.
 *
 * @see <a href="https://www.w3.org/TR/websub/">WebSub</a>
 */
package dev.streamviewer.sandbox.hub;
