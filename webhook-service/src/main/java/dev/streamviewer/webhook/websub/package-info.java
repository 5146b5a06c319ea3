/**
 * A W3C WebSub subscriber for hubs that still send "stream changed", as Twitch's hub did until
 * 2021; off unless a hub is configured.
 *
 * <p>The process that reconciles EventSub subscriptions requests the same streamers at the hub
 * ({@code WebSubScheduler}). A map of the cluster holds the requests ({@code WebSubSubscriptions}),
 * so that the hub's verification may reach any process ({@code IntentVerifier}). Each topic has its
 * own secret and callback ({@code HubCredentials}). {@code WebhookReceiver} judges the content, as
 * for all webhooks.
 *
 * @see <a href="https://www.w3.org/TR/websub/">WebSub</a>
 */
package dev.streamviewer.webhook.websub;
