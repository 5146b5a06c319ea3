/** The four services in one process: for small hosting, and under the sandbox. */
package dev.streamviewer.allinone;
