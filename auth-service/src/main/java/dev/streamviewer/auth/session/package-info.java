/** Sessions of viewers: their storage, their end, and their validation at Twitch. */
package dev.streamviewer.auth.session;
