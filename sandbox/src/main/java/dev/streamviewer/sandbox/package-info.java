/**
 * Stand-ins for Twitch and Pusher that speak HTTP and WebSocket exactly as the real services do.
 * The product can run, be shown and be tested without any account.
 *
 * <p>{@link dev.streamviewer.sandbox.Sandbox} starts both in one process. No production code
 * depends on this module.
 */
package dev.streamviewer.sandbox;
