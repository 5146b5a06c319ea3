/**
 * Webhook ingest, and the life of subscriptions at Twitch.
 *
 * <p>Serves {@code webhook.ingest}: {@link dev.streamviewer.webhook.ingest.WebhookReceiver} is the
 * hot path, from raw bytes to the answer for Twitch. Serves {@code webhook.watch}, {@code
 * webhook.renew}, {@code webhook.unwatch}, {@code webhook.streamers} and {@code webhook.streams}
 * from Helix. Calls {@code notifier.deliver} and {@code auth.app-token}; subscribes to {@code
 * notifier.occupancy}. {@code webhook.chat} reads chat notifications; {@code webhook.websub}
 * subscribes at a WebSub hub and serves {@code webhook.verify-intent}.
 */
package dev.streamviewer.webhook;
