/** EventSub's WebSocket server. */
package dev.streamviewer.sandbox.twitch.websocket;
