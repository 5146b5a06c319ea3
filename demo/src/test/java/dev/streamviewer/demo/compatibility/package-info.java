/** What processes of different releases write for each other. */
package dev.streamviewer.demo.compatibility;
