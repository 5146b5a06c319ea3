/** The client of Twitch's API: app token, rate limit, batches and health. */
package dev.streamviewer.webhook.helix;
