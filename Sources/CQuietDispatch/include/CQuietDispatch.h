// Link this target; it has no functions to call. See quiet.c.
#pragma once
