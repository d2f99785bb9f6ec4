/**
 * How people are told apart: phone numbers and e-mail addresses in one stored form, who is already a contact, and new
 * contacts that stay the only ones of their person. What a contact says of somebody is not decided here.
 */
package com.connectgain.shared.people;
