/**
 * The way in for people and tests: {@code /sandbox} on the Twitch port, a page and the JSON
 * endpoints behind it. It only passes orders on to the stand-ins and shows their state.
 */
package dev.streamviewer.sandbox.control;
