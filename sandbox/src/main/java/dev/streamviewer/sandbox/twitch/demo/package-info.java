/** Simulated traffic of the demo streamers. */
package dev.streamviewer.sandbox.twitch.demo;
