/**
 * The only public HTTP server: the page, its API, and the callbacks of Twitch and Pusher.
 *
 * <p>The gateway is stateless and knows no secret except in transit. {@code openapi.yaml} defines
 * the valid requests, and {@link dev.streamviewer.gateway.api.ApiOperations} checks every request
 * of the page against the contract; callbacks have a path of their own, {@link
 * dev.streamviewer.gateway.api.CallbackRoutes}. The gateway serves nothing on the bus and calls the
 * auth service, the webhook service and the notifier. Only {@link
 * dev.streamviewer.gateway.http.ProblemResponses} turns their failures into HTTP statuses.
 */
package dev.streamviewer.gateway;
