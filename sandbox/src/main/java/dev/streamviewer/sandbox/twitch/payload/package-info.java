/** Payloads of notifications, as Twitch's documentation shows them. */
package dev.streamviewer.sandbox.twitch.payload;
