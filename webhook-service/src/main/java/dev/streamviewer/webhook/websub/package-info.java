/**
 * A subscriber by W3C WebSub, for hubs that still send "stream changed" as Twitch's did until 2021;
 * off unless a hub is named.
 *
 * <p>The process that looks after EventSub's subscriptions asks the hub for the same streamers
 * ({@code HubRounds}); what was asked for stands in a map of the cluster ({@code Topics}), so that
 * the hub's verification may reach any process ({@code IntentVerifier}). Each topic has a secret
 * and a callback of its own ({@code HubCredentials}). Content is judged where all webhooks are.
 *
 * @see <a href="https://www.w3.org/TR/websub/">WebSub</a>
 */
package dev.streamviewer.webhook.websub;
