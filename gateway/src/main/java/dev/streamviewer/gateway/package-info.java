/**
 * The only public HTTP server: the page, its API, and the callbacks of Twitch and Pusher.
 *
 * <p>It keeps no state and knows no secret but what passes through. {@code openapi.yaml} says what
 * may be asked, and {@link dev.streamviewer.gateway.api.ApiOperations} holds every request of the
 * page against it; callbacks go their own way, {@link dev.streamviewer.gateway.api.CallbackRoutes}.
 * It serves nothing on the bus and asks the auth service, the webhook service and the notifier;
 * their failures become HTTP statuses in {@link dev.streamviewer.gateway.http.Problems} and nowhere
 * else.
 */
package dev.streamviewer.gateway;
