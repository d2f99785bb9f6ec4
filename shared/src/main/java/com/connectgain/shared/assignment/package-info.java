/**
 * Who gets a piece of work: the members who may, are there and have room, and the four ways to choose among them. It
 * decides and says why; writing the assignment is the caller's.
 */
package com.connectgain.shared.assignment;
