/** Messages and records that processes of different releases exchange. */
package dev.streamviewer.demo.compatibility;
