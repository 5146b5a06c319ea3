/** The endpoints of Helix. */
package dev.streamviewer.sandbox.twitch.helix;
