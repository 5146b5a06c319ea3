/**
 * Control page and JSON endpoints for people and tests: {@code /sandbox} on the Twitch port. This
 * package only forwards requests to the stand-ins and shows their state.
 */
package dev.streamviewer.sandbox.control;
